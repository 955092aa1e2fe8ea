import { expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import { getDirectChat } from '@/lib/direct-chats/get-direct-chat';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';
import { rightTo } from '@/lib/streams/line/rights';
import { getThread } from '@/lib/threads/get-thread';
import { openThread } from '@/lib/threads/open-thread';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { markRead } from '../mark-read';
import { readFeed } from '../read-feed';
import { readRecentThreads, readThreads } from './read-threads';

it('a thread is read by the members of its conversation, and by nobody else', async () => {
  const [ada, bob, eve] = [await aPerson(), await aPerson(), await aPerson()];
  const feed = await aFeed(ada, bob);
  const seq = await post(feed, ada, { text: 'root' });
  const thread = await openThread({ feedId: feed, seq }, 'Release');
  await post(thread, bob, { text: 'reply' });
  const page = await readFeed(bob, thread);
  expect(page.messages.map(({ content }) => content.text)).toEqual(['reply']);
  expect(page.lastReadSeq).toBe(1);
  await markRead(bob, thread, 1);
  await expect(readFeed(eve, thread)).rejects.toMatchObject({ code: 'not_found' });
  await expect(markRead(eve, thread, 1)).rejects.toMatchObject({ code: 'not_found' });
  await expect(getThread(eve, thread)).rejects.toMatchObject({ code: 'not_found' });
  expect(await getThread(ada, thread)).toMatchObject({
    title: 'Release',
    root: { seq, content: { text: 'root' } },
  });
  expect(await rightTo(bob, { kind: 'feed', feedId: thread })).toMatchObject({ ends: null });
  await db().feedMember.delete({ where: { feedId_userId: { feedId: feed, userId: bob.id } } });
  expect(await rightTo(bob, { kind: 'feed', feedId: thread })).toEqual({ ends: 'membership' });
  await expect(readFeed(bob, thread)).rejects.toMatchObject({ code: 'not_found' });
});

it('somebody who sees the conversation only from later on does not see the threads of before', async () => {
  const [ada, late] = [await aPerson(), await aPerson()];
  const feed = await aFeed(ada);
  const seq = await post(feed, ada, { text: 'root' });
  const thread = await openThread({ feedId: feed, seq }, null);
  await post(thread, ada);
  await db().feedMember.create({ data: { feedId: feed, userId: late.id, fromSeq: 1n } });
  await expect(readFeed(late, thread)).rejects.toMatchObject({ code: 'not_found' });
  expect(await readRecentThreads(late.id, feed)).toEqual([]);
  expect(await readThreads(late.id, feed, [seq])).toEqual([]);
  expect(await readRecentThreads(ada.id, feed)).toMatchObject([{ seq, thread: { replies: 1 } }]);
});

it('a message shows how many replies it has; a thread without one is not shown', async () => {
  const ada = await aPerson();
  const feed = await aFeed(ada);
  const [one, two] = [await post(feed, ada), await post(feed, ada)];
  const thread = await openThread({ feedId: feed, seq: one }, 'Release');
  await openThread({ feedId: feed, seq: two }, null);
  await post(thread, ada, { messages: 3 });
  const { messages } = await readFeed(ada, feed);
  expect(messages.map((message) => message.thread)).toEqual([
    { feedId: thread, replies: 3, title: 'Release', lastReplyAt: expect.any(String) },
    null,
  ]);
});

it('an answer to one person alone is no reply below a message', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feed = await aFeed(ada, bob);
  const [one, two] = [await post(feed, ada), await post(feed, ada)];
  const [thread, other] = [
    await openThread({ feedId: feed, seq: one }, null),
    await openThread({ feedId: feed, seq: two }, null),
  ];
  await post(thread, ada);
  const [before] = await readRecentThreads(ada.id, feed);
  await post(thread, ada, { recipient: bob });
  await post(other, ada, { recipient: bob });
  expect(before).toMatchObject({ seq: one, thread: { replies: 1 } });
  for (const reader of [ada.id, bob.id, null])
    expect(await readRecentThreads(reader, feed)).toEqual([before]);
});

it('a reply quotes what it answers, as plain words, and nothing that the reader may not see', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feed = await aFeed(ada, bob);
  await post(feed, ada, { text: `*Build* failed: [log](https://ci.example.com)\n${'x'.repeat(300)}` });
  await post(feed, ada, { text: 'for Ada alone', recipient: ada });
  const ids = (await readFeed(ada, feed)).messages.map(({ id }) => id);
  await post(feed, bob, {
    content: JSON.stringify({ text: 'fixed', reply_to: ids[0]?.replace('_', '%20') }),
  });
  await post(feed, bob, { content: JSON.stringify({ text: 'secret', reply_to: ids[1] }) });
  await post(feed, bob, {
    content: JSON.stringify({ text: 'gone', reply_to: '1599387839188_229293271789' }),
  });
  const quotes = async (reader: typeof ada) =>
    (await readFeed(reader, feed)).messages.slice(-3).map(({ quote }) => quote);
  const first = { id: ids[0], senderName: ada.name, text: expect.stringMatching(/^Build failed: log x+…$/) };
  expect(await quotes(bob)).toEqual([first, null, null]);
  expect(await quotes(ada)).toEqual([first, expect.objectContaining({ text: 'for Ada alone' }), null]);
});

it('a direct chat is listed for both once it has a message, and is nobody else’s', async () => {
  const [ada, bob, eve] = [await aPerson(), await aPerson(), await aPerson()];
  const feedId = await openDirectChat(bob.id, ada.id);
  expect(await openDirectChat(ada.id, bob.id)).toBe(feedId);
  expect((await listShellFeeds(ada)).chats).toEqual([]);
  await post(feedId, bob, { messages: 2 });
  expect((await listShellFeeds(ada)).chats).toMatchObject([
    { feedId, partnerId: bob.id, name: bob.name, unread: 2 },
  ]);
  await markRead(ada, feedId, 1);
  expect((await listShellFeeds(ada)).chats).toMatchObject([
    { feedId, partnerId: bob.id, name: bob.name, unread: 1 },
  ]);
  expect(await getDirectChat(bob, feedId)).toMatchObject({ partner: { id: ada.id }, isOwn: false });
  await expect(getDirectChat(eve, feedId)).rejects.toMatchObject({ code: 'not_found' });
  await expect(readFeed(eve, feedId)).rejects.toMatchObject({ code: 'not_found' });
});
