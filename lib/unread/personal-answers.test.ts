import { expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { pool } from '@/lib/db/pool';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import { markRead } from '@/lib/feeds/mark-read';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { called, isAll, listen, of, one } from '@/test/support/unread-stream';
import { listUnread } from './list-unread';
import { readUnreadOf } from './read-unread';

// As a pressed button answers where its message stands: in a channel or a chat, for the presser alone.

const unreadOf = async (user: SignedInUser, feedId: number) =>
  (await listUnread(user)).find((feed) => feed.feedId === feedId)?.unread;

it.each(['channel', 'chat'])(
  'an answer to one member of a %s is unread for that member alone',
  async (kind) => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feedId = kind === 'chat' ? await openDirectChat(ada.id, bob.id) : await aFeed(ada, bob);
    await post(feedId, ada, { messages: 2 });
    await markRead(bob, feedId, 2);
    await post(feedId, ada, { recipient: ada, messages: 3 });
    expect([await unreadOf(ada, feedId), await unreadOf(bob, feedId)]).toEqual([5, 0]);
    await post(feedId, ada);
    expect([await unreadOf(ada, feedId), await unreadOf(bob, feedId)]).toEqual([6, 1]);
    await post(feedId, ada, { recipient: bob });
    expect([await unreadOf(ada, feedId), await unreadOf(bob, feedId)]).toEqual([6, 2]);
    await markRead(ada, feedId, 4);
    expect([await unreadOf(ada, feedId), await unreadOf(bob, feedId)]).toEqual([2, 2]);
  },
);

it('many people’s counts of several feeds, asked for at once, are each their own', async () => {
  const people = [await aPerson(), await aPerson(), await aPerson()] as const;
  const feeds = [await aFeed(...people), await aFeed(...people)];
  for (const [place, feedId] of feeds.entries()) {
    await post(feedId, people[0]);
    for (const [n, recipient] of people.entries())
      await post(feedId, recipient, { recipient, messages: n + place });
  }
  const rows = await readUnreadOf(people.map(({ id }) => id));
  const counts = people.map(({ id }) =>
    feeds.map((feedId) => rows.find((row) => row.userId === id && row.feedId === feedId)?.unread),
  );
  expect(counts).toEqual([
    [1, 2],
    [2, 3],
    [3, 4],
  ]);
});

it('what retention has removed is unread for nobody, whomever it was for', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feedId = await aFeed(ada, bob);
  await post(feedId, ada, { recipient: ada, messages: 3 });
  await post(feedId, ada, { messages: 2 });
  const remove = (upTo: number) =>
    pool().query('delete from message where feed_id = $1 and seq <= $2', [feedId, upTo]);
  await remove(4);
  expect([await unreadOf(ada, feedId), await unreadOf(bob, feedId)]).toEqual([1, 1]);
  await remove(5);
  expect([await unreadOf(ada, feedId), await unreadOf(bob, feedId)]).toEqual([0, 0]);
});

it('an answer to one person of a chat does not notify the other', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feedId = await openDirectChat(ada.id, bob.id);
  await post(feedId, ada);
  const his = await listen(bob);
  await his.until(isAll);
  await markRead(bob, feedId, 1);
  await his.until(of(feedId, { unread: 0 }));
  await post(feedId, bob, { recipient: ada });
  expect(one(await his.until(of(feedId, { lastSeq: 2 })), feedId)).toMatchObject({
    unread: 0,
    calledAt: null,
  });
  await post(feedId, ada);
  await his.until(called(feedId, 3));
  his.leave();
});
