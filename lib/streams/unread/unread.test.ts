import { expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { signOut } from '@/lib/auth/sign-out';
import { addMember } from '@/lib/channels/add-member';
import { createChannel } from '@/lib/channels/create-channel';
import { removeMember } from '@/lib/channels/remove-member';
import { decimalId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { openDirectChat } from '@/lib/direct-chats/open-direct-chat';
import { markRead } from '@/lib/feeds/mark-read';
import { setNotify } from '@/lib/feeds/set-notify';
import { listShellFeeds } from '@/lib/shell/list-shell-feeds';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { standIn } from '@/test/support/process/stand-in';
import { called, isAll, listen, of, one } from '@/test/support/unread-stream';
import { makeUnreadFanOut } from './fan-out';

// Dozens of rounds follow one another here.
standIn('unread-fan-out', makeUnreadFanOut(20));

const aPrivateChannel = (user: SignedInUser) =>
  createChannel(user, { name: `Secret ${decimalId()}`, description: '', access: 'PRIVATE' });

it('each member is told of posts in their feeds, and nobody else is, not even of a private channel', async () => {
  const [ada, bob, eve] = [await aPerson(), await aPerson(), await aPerson()];
  const { feedId, uniqueName } = await aPrivateChannel(ada);
  await addMember(ada, uniqueName, bob.id);
  const own = await aFeed(eve);
  const [hers, his, other] = [await listen(ada), await listen(bob), await listen(eve)];
  for (const stream of [hers, his, other]) await stream.until(isAll);
  await post(feedId, ada);
  await post(feedId, ada);
  await hers.until(of(feedId, { unread: 2, lastSeq: 2 }));
  await his.until(of(feedId, { unread: 2, lastSeq: 2 }));
  await post(own, eve);
  await other.until(of(own, { unread: 1 }));
  expect(JSON.stringify(other.heard)).not.toContain(`"feedId":${feedId},`);
  for (const stream of [hers, his, other]) stream.leave();
});

it('posts before it opened, or while it was lost, are in its first event', async () => {
  const ada = await aPerson();
  const feedId = await aFeed(ada);
  await post(feedId, ada);
  const stream = await listen(ada);
  expect(one(await stream.until(isAll), feedId)).toMatchObject({ unread: 1, lastSeq: 1, seenSeq: 0 });
  stream.leave();
});

it('an added member is told of the channel from then on, a removed one of nothing more', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const { feedId, uniqueName } = await aPrivateChannel(ada);
  const stream = await listen(bob);
  expect(one(await stream.until(isAll), feedId)).toBeUndefined();
  await addMember(ada, uniqueName, bob.id);
  await stream.until((news) => news.all && of(feedId, { unread: 0 })(news));
  await post(feedId, ada);
  await stream.until(of(feedId, { unread: 1 }));
  await removeMember(ada, uniqueName, bob.id);
  await stream.until((news) => news.all && !one(news, feedId));
  const own = await aFeed(bob);
  await stream.until(of(own, {}));
  await post(feedId, ada);
  await post(own, bob);
  expect((await stream.until(of(own, { unread: 1 }))).feeds).toHaveLength(1);
  stream.leave();
});

it('a direct chat that begins is told to both, as a message to them', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const streams = [await listen(ada), await listen(bob)];
  for (const stream of streams) await stream.until(isAll);
  const feedId = await openDirectChat(ada.id, bob.id);
  for (const stream of streams) await stream.until((news) => news.all && of(feedId, {})(news));
  await post(feedId, ada);
  for (const stream of streams) await stream.until(called(feedId, 1));
  for (const stream of streams) stream.leave();
});

it('what is read, or muted, on one machine is told to the others', async () => {
  const ada = await aPerson();
  const feedId = await aFeed(ada);
  await post(feedId, ada);
  const stream = await listen(ada);
  await stream.until(of(feedId, { unread: 1 }));
  await markRead(ada, feedId, 1);
  await stream.until(of(feedId, { unread: 0, seenSeq: 1 }));
  await setNotify(ada, feedId, { muted: true, notify: 'ALL' });
  await stream.until(of(feedId, { muted: true, notify: 'ALL' }));
  stream.leave();
});

it('a mention notifies the person it names by id or address, or everybody if the sender may', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const { feedId, uniqueName } = await aPrivateChannel(ada);
  await addMember(ada, uniqueName, bob.id);
  const [hers, his] = [await listen(ada), await listen(bob)];
  for (const stream of [hers, his]) await stream.until(isAll);
  await post(feedId, ada, { text: 'nobody' });
  await his.until(of(feedId, { unread: 1, calledAt: null as never }));
  await post(feedId, ada, { text: `look {@${bob.id}}` });
  await his.until(called(feedId, 2));
  await post(feedId, ada, {
    content: JSON.stringify({ text: `{@${bob.email.toUpperCase()}}` }).replace('{@', '\\u007b@'),
  });
  await his.until(called(feedId, 3));
  await hers.until(of(feedId, { unread: 3, calledAt: null as never }));
  await post(feedId, bob, { text: 'not mine to call {@all}' });
  await hers.until(of(feedId, { unread: 4, calledAt: null as never }));
  await post(feedId, ada, { text: 'everybody {@all}' });
  await hers.until(called(feedId, 5));
  await his.until(called(feedId, 5));
  for (const stream of [hers, his]) stream.leave();
});

it('a muted feed counts only what mentions its reader, the same on a page as on a stream', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const { feedId, uniqueName } = await aPrivateChannel(ada);
  await addMember(ada, uniqueName, bob.id);
  await setNotify(bob, feedId, { muted: true });
  const stream = await listen(bob);
  await stream.until(isAll);
  await post(feedId, ada);
  await stream.until(of(feedId, { unread: 1, mentions: 0 }));
  await post(feedId, ada, { text: `{@${bob.id}} and {@${ada.id}}` });
  await post(feedId, ada, { text: `{@${ada.id}}` });
  await stream.until(of(feedId, { unread: 3, mentions: 1 }));
  expect((await listShellFeeds(bob)).channels).toMatchObject([
    { feedId, unread: 3, mentions: 1, muted: true },
  ]);
  await markRead(bob, feedId, 2);
  await stream.until(of(feedId, { unread: 1, mentions: 0 }));
  stream.leave();
});

it('a change of the reader’s own tells of no message that is not looked through for mentions', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feedId = await aFeed(ada, bob);
  const his = await listen(bob);
  await his.until(isAll);
  await post(feedId, ada);
  await his.until(of(feedId, { lastSeq: 1 }));
  for (const [seq, notify] of [
    [2, 'OFF'],
    [3, 'ALL'],
  ] as const) {
    await post(feedId, ada, { text: `look {@${bob.id}}`, announced: false });
    await setNotify(bob, feedId, { notify, muted: true });
    const news = await his.until(of(feedId, { lastSeq: seq }));
    // An earlier one where another test had made everything be told meanwhile.
    if (!news.all) expect(one(news, feedId)).toMatchObject({ notify, calledAt: expect.any(Number) });
  }
  his.leave();
});

/** A reader who was told of one message, and the next, which mentions them and which nobody was told of. */
async function aMentionUnheard() {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feedId = await aFeed(ada, bob);
  const his = await listen(bob);
  await his.until(isAll);
  await post(feedId, ada);
  await his.until(of(feedId, { lastSeq: 1 }));
  await post(feedId, ada, { text: `look {@${bob.id}}`, announced: false });
  const isTold = of(feedId, { lastSeq: 2, calledAt: 2 });
  // A round that was still due for the first message may have found it already.
  const untilTold = async () => his.heard.some(isTold) || his.until(isTold);
  return { bob, feedId, his, untilTold };
}

it('a mention is told also where everything was told once more before anybody looked for it', async () => {
  const { bob, feedId, his, untilTold } = await aMentionUnheard();
  await db().$executeRaw`select pg_notify('postern_access', ${bob.id})`;
  await his.until((news) => news.all && of(feedId, { lastSeq: 2 })(news));
  await db().$executeRaw`select pg_notify('postern_feed', ${String(feedId)})`;
  await untilTold();
  his.leave();
});

it('a mention that comes as everything is told once more is told with it', async () => {
  const { bob, feedId, his, untilTold } = await aMentionUnheard();
  // In one transaction, so that one round takes both.
  await db()
    .$executeRaw`select pg_notify('postern_feed', ${String(feedId)}), pg_notify('postern_access', ${bob.id})`;
  await untilTold();
  his.leave();
});

it('a personal message of a bot is told as one to its receiver, and to nobody else', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feedId = await aFeed(ada, bob);
  await db().feed.update({ where: { id: feedId }, data: { kind: 'BOT' }, select: { id: true } });
  const [hers, his] = [await listen(ada), await listen(bob)];
  for (const stream of [hers, his]) await stream.until(isAll);
  await post(feedId, ada, { recipient: bob });
  await his.until(called(feedId, 1));
  await post(feedId, ada);
  expect(one(await hers.until(of(feedId, { unread: 1 })), feedId)).toMatchObject({ calledAt: null });
  for (const stream of [hers, his]) stream.leave();
});

it('however much is posted, the readers are told in few events, the last of which is true', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const feedId = await aFeed(ada, bob);
  const [hers, his] = [await listen(ada), await listen(bob)];
  for (const stream of [hers, his]) await stream.until(isAll);
  const posts = 300;
  for (let sent = 0; sent < posts; sent += 10) {
    await Promise.all(Array.from({ length: 10 }, () => post(feedId, ada)));
  }
  for (const stream of [hers, his]) {
    await stream.until(of(feedId, { unread: posts, lastSeq: posts }));
    expect(stream.heard.length).toBeLessThan(posts / 3);
    stream.leave();
  }
});

it('when anybody’s rights may have changed, everything is told once more', async () => {
  const ada = await aPerson();
  const feedId = await aFeed(ada);
  const stream = await listen(ada);
  await stream.until(isAll);
  await post(feedId, ada);
  await stream.until(of(feedId, { unread: 1 }));
  await db().$executeRaw`select pg_notify('postern_access', '*')`;
  const news = await stream.until(isAll);
  expect(one(news, feedId)).toMatchObject({ unread: 1, lastSeq: 1, calledAt: null });
  stream.leave();
});

it('ends with the session', async () => {
  const ada = await aPerson();
  const stream = await listen(ada);
  await stream.until(isAll);
  await signOut(ada);
  await stream.rest();
  // Somebody else's change of rights may have told everything once more.
  expect(stream.heard.every(isAll)).toBe(true);
});
