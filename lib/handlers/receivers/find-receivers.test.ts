import { expect, test } from 'vitest';
import { aBot, aChannel, aUser, select } from '@/test/support/webhooks/world';
import { findChannelOf, findPeople } from './find-receivers';

const deactivate = ({ id }: { id: string }) =>
  select('UPDATE "user" SET deactivated_at = now() WHERE id = $1', id);

test('a channel is found for its members, and for nobody who was deactivated', async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const { uniqueName, feedId } = await aChannel(ada);
  expect(await findChannelOf(ada.id, uniqueName)).toMatchObject({ uniqueName, feedId });
  await expect(findChannelOf(bob.id, uniqueName)).rejects.toThrow('not a member');
  await expect(findChannelOf(ada.id, 'nowhere')).rejects.toThrow('a channel that does not exist');
  await deactivate(ada);
  await expect(findChannelOf(ada.id, uniqueName)).rejects.toThrow('not a member');
});

test('people are found by id and by e-mail address, each once, and nobody who was deactivated', async () => {
  const [ada, bob, eve] = [await aUser(), await aUser(), await aUser()];
  const { uniqueName: botName } = await aBot(ada);
  const ofBot = { botName, ownerId: ada.id };
  const found = await findPeople(ofBot, [ada.id, bob.email.toUpperCase(), bob.id]);
  expect(found.map(({ id }) => id).sort()).toEqual([ada.id, bob.id].sort());
  await deactivate(eve);
  for (const nobody of [eve.id, 'nobody@example.com'])
    await expect(findPeople(ofBot, [ada.id, nobody])).rejects.toThrow('a receiver who does not exist');
});

test('a personal bot names its owner alone; an extension names anybody, also when its owner was deactivated', async () => {
  const [ada, bob] = [await aUser(), await aUser()];
  const { uniqueName: botName } = await aBot(ada, { access: 'PERSONAL' });
  const ofBot = { botName, ownerId: ada.id };
  expect(await findPeople(ofBot, [ada.email])).toMatchObject([{ id: ada.id }]);
  await expect(findPeople(ofBot, [ada.id, bob.id])).rejects.toThrow('somebody else than the maker');
  expect(await findPeople({ botName: null, ownerId: ada.id }, [bob.id])).toMatchObject([{ id: bob.id }]);
  await deactivate(ada);
  expect(await findPeople({ botName: null, ownerId: ada.id }, [bob.id])).toMatchObject([{ id: bob.id }]);
});
