import { describe, expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';
import { whileHeld } from '@/test/support/database/while-held';
import { aPerson, post } from '@/test/support/feed';
import { addMember } from './add-member';
import { createChannel } from './create-channel';
import { getChannel } from './get-channel';
import { joinChannel } from './join-channel';
import { leaveChannel } from './leave-channel';
import { listCandidates } from './list-candidates';
import { listChannels } from './list-channels';
import { listMembers } from './list-members';
import { removeMember } from './remove-member';
import type { NewChannel } from './schema';
import { updateChannel } from './update-channel';

let serial = 0;
const aName = (label: string) => `${label} ${Date.now().toString(36)}x${serial++}x`;

async function aChannel(creator: SignedInUser, input: Partial<NewChannel> = {}) {
  const channel = { name: aName('Team'), description: '', access: 'ORGANIZATION' as const, ...input };
  return { ...(await createChannel(creator, channel)), name: channel.name };
}

const memberIds = async (user: SignedInUser, uniqueName: string) =>
  (await listMembers(user, uniqueName)).map(({ id }) => id);

describe('creating', () => {
  it('makes the creator a member and derives the unique name', async () => {
    const ada = await aPerson();
    const name = aName('CI / CD');
    const { uniqueName } = await aChannel(ada, { name });
    expect(uniqueName).toBe(name.toLowerCase().replace(/[^a-z0-9]/g, ''));
    expect(await getChannel(ada, uniqueName)).toMatchObject({
      joined: true,
      manageable: true,
      memberCount: 1,
    });
  });

  it('gives twenty channels of one name, made at once, twenty unique names', async () => {
    const ada = await aPerson();
    const name = aName('Race');
    const made = await Promise.all(Array.from({ length: 20 }, () => aChannel(ada, { name })));
    const base = name.toLowerCase().replace(/[^a-z0-9]/g, '');
    const expected = [base, ...Array.from({ length: 19 }, (_, index) => `${base}${index + 1}`)];
    expect(made.map(({ uniqueName }) => uniqueName).sort()).toEqual(expected.sort());
  });
});

describe('private channels', () => {
  it('do not exist for others, administrators included, by any verb', async () => {
    const [ada, eve] = [await aPerson(), await aPerson('ADMINISTRATOR')];
    const { uniqueName } = await aChannel(ada, { access: 'PRIVATE' });
    const attempts = [
      () => getChannel(eve, uniqueName),
      () => joinChannel(eve, uniqueName),
      () => leaveChannel(eve, uniqueName),
      () => listMembers(eve, uniqueName),
      () => listCandidates(eve, uniqueName, ''),
      () => addMember(eve, uniqueName, eve.id),
      () => removeMember(eve, uniqueName, ada.id),
      () => updateChannel(eve, uniqueName, { name: 'Mine', description: '' }),
    ];
    for (const attempt of attempts) await expect(attempt()).rejects.toMatchObject({ code: 'not_found' });
    expect((await listChannels(eve)).map((channel) => channel.uniqueName)).not.toContain(uniqueName);
  });

  it('are entered by being added by a member', async () => {
    const [ada, bob, cem] = [await aPerson(), await aPerson(), await aPerson()];
    const { uniqueName } = await aChannel(ada, { access: 'PRIVATE' });
    await addMember(ada, uniqueName, bob.id);
    await addMember(bob, uniqueName, cem.id);
    expect((await memberIds(cem, uniqueName)).sort()).toEqual([ada.id, bob.id, cem.id].sort());
  });

  it('are never left by their last member, also when two leave at once', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { uniqueName, feedId } = await aChannel(ada, { access: 'PRIVATE' });
    await addMember(ada, uniqueName, bob.id);
    const results = await Promise.allSettled([leaveChannel(ada, uniqueName), leaveChannel(bob, uniqueName)]);
    expect(results.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await db().feedMember.count({ where: { feedId } })).toBe(1);
  });

  it('are never left by their last active member, whatever deactivated people belong to them', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { uniqueName } = await aChannel(ada, { access: 'PRIVATE' });
    await addMember(ada, uniqueName, bob.id);
    const deactivatedAt = new Date();
    await db().user.update({ where: { id: bob.id }, data: { deactivatedAt }, select: { id: true } });
    await expect(leaveChannel(ada, uniqueName)).rejects.toMatchObject({ code: 'conflict' });
    expect(await memberIds(ada, uniqueName)).toContain(ada.id);
  });

  it.each(['the creator', 'the administrator'])(
    'keep %s, who removes the other first of two who remove each other',
    async (who) => {
      const [creator, root] = [await aPerson(), await aPerson('ADMINISTRATOR')];
      const { uniqueName, feedId } = await aChannel(creator, { access: 'PRIVATE' });
      await addMember(creator, uniqueName, root.id);
      const [first, second] = who === 'the creator' ? [creator, root] : [root, creator];
      const remove = (user: SignedInUser, other: SignedInUser) => () =>
        removeMember(user, uniqueName, other.id).then(
          () => 'removed',
          ({ code }: { code?: string }) => code,
        );
      const members = 'select from feed_member where feed_id = $1 for update';
      const answers = await whileHeld(members, [feedId], remove(first, second), remove(second, first));
      expect(answers).toEqual(['removed', 'not_found']);
      expect(await memberIds(first, uniqueName)).toEqual([first.id]);
    },
  );
});

describe('members', () => {
  it('join open channels, also twice at once, with nothing unread, and leave them', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { uniqueName, feedId } = await aChannel(ada);
    await post(feedId, ada, { messages: 3 });
    await Promise.all([joinChannel(bob, uniqueName), joinChannel(bob, uniqueName)]);
    expect((await listShellFeeds(bob)).channels).toMatchObject([{ uniqueName, unread: 0 }]);
    await post(feedId, ada, { messages: 2 });
    expect((await listShellFeeds(bob)).channels).toMatchObject([{ uniqueName, unread: 2 }]);
    await leaveChannel(bob, uniqueName);
    expect((await listShellFeeds(bob)).channels).toEqual([]);
    expect(await getChannel(bob, uniqueName)).toMatchObject({ joined: false, memberCount: 1 });
  });

  it('are removed by the creator or an administrator, by nobody else', async () => {
    const [ada, bob, cem] = [await aPerson(), await aPerson(), await aPerson()];
    const root = await aPerson('ADMINISTRATOR');
    const { uniqueName } = await aChannel(ada);
    await joinChannel(bob, uniqueName);
    await joinChannel(cem, uniqueName);
    await expect(removeMember(bob, uniqueName, cem.id)).rejects.toMatchObject({ code: 'forbidden' });
    await removeMember(ada, uniqueName, cem.id);
    await removeMember(root, uniqueName, bob.id);
    expect(await memberIds(ada, uniqueName)).toEqual([ada.id]);
    await expect(removeMember(ada, uniqueName, bob.id)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('add only people there are, who are active, to channels they are in', async () => {
    const [ada, bob, gone] = [await aPerson(), await aPerson(), await aPerson()];
    const { uniqueName } = await aChannel(ada);
    await expect(addMember(bob, uniqueName, bob.id)).rejects.toMatchObject({ code: 'forbidden' });
    await expect(addMember(ada, uniqueName, 'nobody')).rejects.toMatchObject({ code: 'not_found' });
    await db().user.update({
      where: { id: gone.id },
      data: { deactivatedAt: new Date() },
      select: { id: true },
    });
    await expect(addMember(ada, uniqueName, gone.id)).rejects.toMatchObject({ code: 'not_found' });
    const offered = (await listCandidates(ada, uniqueName, bob.email)).map(({ id }) => id);
    expect(offered).toEqual([bob.id]);
    expect(await listCandidates(ada, uniqueName, gone.email)).toEqual([]);
    expect(await listCandidates(ada, uniqueName, ada.email)).toEqual([]);
  });

  it('are counted as they are listed: without deactivated people', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { uniqueName } = await aChannel(ada);
    await joinChannel(bob, uniqueName);
    await db().user.update({
      where: { id: bob.id },
      data: { deactivatedAt: new Date() },
      select: { id: true },
    });
    expect(await memberIds(ada, uniqueName)).toEqual([ada.id]);
    expect(await getChannel(ada, uniqueName)).toMatchObject({ memberCount: 1 });
    const listed = (await listChannels(ada)).find((channel) => channel.uniqueName === uniqueName);
    expect(listed).toMatchObject({ memberCount: 1 });
  });
});

describe('changing', () => {
  it('keeps the unique name; only the creator and administrators may', async () => {
    const [ada, bob, root] = [await aPerson(), await aPerson(), await aPerson('ADMINISTRATOR')];
    const { uniqueName } = await aChannel(ada);
    await joinChannel(bob, uniqueName);
    const change = (user: SignedInUser, name: string) =>
      updateChannel(user, uniqueName, { name, description: 'd' });
    await expect(change(bob, 'Bob’s')).rejects.toMatchObject({ code: 'forbidden' });
    await change(ada, 'Renamed');
    await change(root, 'Renamed again');
    expect(await getChannel(bob, uniqueName)).toMatchObject({
      uniqueName,
      name: 'Renamed again',
      description: 'd',
    });
  });
});
