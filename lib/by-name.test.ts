import { describe, expect, it } from 'vitest';
import { aPerson } from '@/test/support/feed';
import { listBots } from './bots/list-bots';
import { listChannels } from './channels/list-channels';
import { listMembers } from './channels/list-members';
import type { FeedKind } from './db/generated/client';
import { decimalId } from './db/ids';
import { db } from './db/prisma';
import { listExtensions } from './extensions/list-extensions';

const MANY = 1_001;
/** Names that code points would sort otherwise. */
const names = Array.from({ length: MANY }, (_, n) => `${n % 2 ? 'team' : 'Team'} ${n}`);
const namesOf = (list: readonly { name: string }[]) => list.map(({ name }) => name);

/** As many feeds as names, in the other order; what they belong to is seen by one person alone. */
async function feedsOf(kind: FeedKind): Promise<{ feedId: number; name: string }[]> {
  const data = names.map(() => ({ kind }));
  const feeds = await db().feed.createManyAndReturn({ data, select: { id: true } });
  return feeds.map(({ id }, n) => ({ feedId: id, name: names[MANY - 1 - n]! }));
}

describe('are whole however long they are, sorted as people sort:', () => {
  it('bots', async () => {
    const ada = await aPerson();
    const rest = { access: 'PERSONAL', createdById: ada.id } as const;
    const data = (await feedsOf('BOT')).map((one) => ({
      ...one,
      ...rest,
      id: decimalId(),
      uniqueName: `many${one.feedId}`,
    }));
    await db().bot.createMany({ data });
    const own = (await listBots(ada)).filter(({ uniqueName }) => uniqueName.startsWith('many'));
    expect(namesOf(own)).toEqual(names);
  });

  it('channels', async () => {
    const ada = await aPerson();
    const rest = { access: 'PRIVATE', createdById: ada.id } as const;
    const data = (await feedsOf('CHANNEL')).map((one) => ({
      ...one,
      ...rest,
      id: decimalId(),
      uniqueName: `many${one.feedId}`,
    }));
    await db().channel.createMany({ data });
    await db().feedMember.createMany({ data: data.map(({ feedId }) => ({ feedId, userId: ada.id })) });
    const joined = (await listChannels(ada)).filter(({ uniqueName }) => uniqueName.startsWith('many'));
    expect(namesOf(joined)).toEqual(names);
  });

  it('extensions', async () => {
    const ada = await aPerson();
    const key = () => Buffer.from(decimalId());
    const data = (await feedsOf('EXTENSION')).map((one) => ({
      ...one,
      ownerId: ada.id,
      sandboxKeyHash: key(),
      sandboxKeyCiphertext: key(),
      marketplaceKeyHash: key(),
      marketplaceKeyCiphertext: key(),
      keyVersion: 1,
    }));
    await db().extension.createMany({ data });
    expect(namesOf((await listExtensions(ada)).filter(({ mine }) => mine))).toEqual(names);
  });

  it('members of a channel', async () => {
    const ada = await aPerson();
    const { id: feedId } = await db().feed.create({ data: { kind: 'CHANNEL' }, select: { id: true } });
    const uniqueName = `many${feedId}`;
    const channel = { id: decimalId(), feedId, uniqueName, name: uniqueName, createdById: ada.id };
    await db().channel.create({ data: channel, select: { id: true } });
    const people = names.map((name) => ({ name, id: decimalId() })).reverse();
    await db().user.createMany({ data: people.map((one) => ({ ...one, email: `${one.id}@example.com` })) });
    await db().feedMember.createMany({ data: people.map(({ id }) => ({ feedId, userId: id })) });
    expect(namesOf(await listMembers(ada, uniqueName))).toEqual(names);
  });
});
