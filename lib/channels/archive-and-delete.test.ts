import { describe, expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { readFeed } from '@/lib/feeds/read-feed';
import { vote } from '@/lib/polls/vote';
import { openThread } from '@/lib/threads/open-thread';
import { listUnread } from '@/lib/unread/list-unread';
import { aPerson, post } from '@/test/support/feed';
import { archiveChannel } from './archive-channel';
import { createChannel } from './create-channel';
import { deleteChannel } from './delete-channel';
import { getChannel } from './get-channel';
import { joinChannel } from './join-channel';
import { listChannels } from './list-channels';
import { listMyChannels } from './list-my-channels';

let serial = 0;

async function aChannel(creator: SignedInUser, access: 'ORGANIZATION' | 'PRIVATE' = 'ORGANIZATION') {
  const name = `Team ${Date.now().toString(36)}z${serial++}z`;
  return { ...(await createChannel(creator, { name, description: '', access })), name };
}

const events = (subjectId: string) =>
  db().auditEvent.findMany({
    where: { subjectId },
    orderBy: { id: 'asc' },
    select: { action: true, actorId: true },
  });

describe('archiving', () => {
  it('takes a channel out of the navigation, keeps what it holds, and can be undone', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const { id, uniqueName, feedId } = await aChannel(ada);
    await joinChannel(bob, uniqueName);
    await post(feedId, ada, { text: 'kept' });
    await archiveChannel(ada, uniqueName, true);
    // Archiving again changes nothing and is not audited again.
    await archiveChannel(ada, uniqueName, true);
    const unread = async () => (await listUnread(bob)).find((one) => one.feedId === feedId)?.unread;
    expect(await listMyChannels(bob)).toEqual([]);
    expect(await unread()).toBe(0);
    expect(await getChannel(bob, uniqueName)).toMatchObject({ archived: true, joined: true });
    const listed = (await listChannels(bob)).find((channel) => channel.uniqueName === uniqueName);
    expect(listed).toMatchObject({ archived: true });
    expect((await readFeed(bob, feedId)).messages.map(({ content }) => content.text)).toEqual(['kept']);
    await archiveChannel(ada, uniqueName, false);
    expect(await listMyChannels(bob)).toMatchObject([{ uniqueName }]);
    expect(await unread()).toBe(1);
    expect(await events(id)).toEqual([
      { action: 'channel.create', actorId: ada.id },
      { action: 'channel.join', actorId: bob.id },
      { action: 'channel.archive', actorId: ada.id },
      { action: 'channel.unarchive', actorId: ada.id },
    ]);
  });

  it('ends voting in its polls, those of its threads too', async () => {
    const ada = await aPerson();
    const { uniqueName, feedId } = await aChannel(ada);
    const poll = JSON.stringify({
      card: { title: 'Lunch', theme: 'poll', options: [{ text: 'Soup' }, { text: 'Salad' }] },
    });
    const seq = await post(feedId, ada, { content: poll });
    const thread = await openThread({ feedId, seq }, null);
    const inThread = await post(thread, ada, { content: poll });
    await vote(ada, feedId, seq, 0);
    await archiveChannel(ada, uniqueName, true);
    await expect(vote(ada, feedId, seq, 1)).rejects.toMatchObject({ code: 'conflict' });
    await expect(vote(ada, thread, inThread, 1)).rejects.toMatchObject({ code: 'conflict' });
    await archiveChannel(ada, uniqueName, false);
    await vote(ada, thread, inThread, 1);
  });
});

describe('deleting', () => {
  it('removes the channel with members, messages and threads, and frees its name', async () => {
    const ada = await aPerson();
    const { uniqueName, feedId, name } = await aChannel(ada);
    const seq = await post(feedId, ada, { messages: 3 });
    const thread = await openThread({ feedId, seq }, null);
    await post(thread, ada);
    await expect(deleteChannel(ada, uniqueName, 'something else')).rejects.toMatchObject({
      code: 'invalid_input',
      details: { field: 'name' },
    });
    await deleteChannel(ada, uniqueName, ` ${name} `);
    await expect(getChannel(ada, uniqueName)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readFeed(ada, feedId)).rejects.toMatchObject({ code: 'not_found' });
    await expect(readFeed(ada, thread)).rejects.toMatchObject({ code: 'not_found' });
    await expect(deleteChannel(ada, uniqueName, name)).rejects.toMatchObject({ code: 'not_found' });
    await expect(archiveChannel(ada, uniqueName, true)).rejects.toMatchObject({ code: 'not_found' });
    await expect
      .poll(async () => {
        const { rows } = await pool().query(
          'SELECT count(*)::int AS n FROM message WHERE feed_id = ANY($1::int[])',
          [[feedId, thread]],
        );
        return rows[0].n;
      })
      .toBe(0);
    const again = await createChannel(ada, { name, description: '', access: 'ORGANIZATION' });
    expect(again.uniqueName).toBe(uniqueName);
  });

  it('takes the name as it is seen: spaces and accents need not be the same characters', async () => {
    const ada = await aPerson();
    const name = `Zu\u0308rich\u00a0 ${Date.now().toString(36)}`;
    const { uniqueName } = await createChannel(ada, { name, description: '', access: 'ORGANIZATION' });
    await deleteChannel(ada, uniqueName, name.normalize('NFC').replace(/\s+/g, ' '));
    await expect(getChannel(ada, uniqueName)).rejects.toMatchObject({ code: 'not_found' });
  });

  it('happens once when several do it at the same time', async () => {
    const [ada, root] = [await aPerson(), await aPerson('ADMINISTRATOR')];
    const { id, uniqueName, name } = await aChannel(ada);
    const results = await Promise.allSettled(
      [ada, root, ada, root].map((user) => deleteChannel(user, uniqueName, name)),
    );
    expect(results.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    expect((await events(id)).filter(({ action }) => action === 'channel.delete')).toHaveLength(1);
  });
});

describe('who may', () => {
  const deeds: [string, (user: SignedInUser, uniqueName: string, name: string) => Promise<void>][] = [
    ['archive', (user, uniqueName) => archiveChannel(user, uniqueName, true)],
    ['unarchive', (user, uniqueName) => archiveChannel(user, uniqueName, false)],
    ['delete', deleteChannel],
  ];
  it.each(deeds)(
    '%s: its creator and administrators; members not, and outsiders of a private one do not learn of it',
    async (_, deed) => {
      const [ada, bob] = [await aPerson(), await aPerson()];
      const root = await aPerson('ADMINISTRATOR');
      const open = await aChannel(ada);
      await joinChannel(bob, open.uniqueName);
      await expect(deed(bob, open.uniqueName, open.name)).rejects.toMatchObject({ code: 'forbidden' });
      const hidden = await aChannel(ada, 'PRIVATE');
      for (const outsider of [bob, root]) {
        await expect(deed(outsider, hidden.uniqueName, hidden.name)).rejects.toMatchObject({
          code: 'not_found',
        });
      }
      await deed(root, open.uniqueName, open.name);
      await deed(ada, hidden.uniqueName, hidden.name);
    },
  );
});
