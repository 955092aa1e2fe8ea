import { describe, expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { createChannel } from '@/lib/channels/create-channel';
import { leaveChannel } from '@/lib/channels/leave-channel';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { openThread } from '@/lib/threads/open-thread';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { feedEvents } from './feed-events';

type Event = { id?: string; event?: string; data?: string; comment?: string };

/** A reader like a browser: takes events one by one, and can leave. */
async function open(user: SignedInUser, feedId: number, after = 0, heartbeatMs = 200) {
  const gone = new AbortController();
  const stream = await feedEvents(user, feedId, { after, signal: gone.signal, heartbeatMs });
  const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  let buffer = '';
  async function next(): Promise<Event | undefined> {
    for (;;) {
      const end = buffer.indexOf('\n\n');
      if (end >= 0) {
        const block = buffer.slice(0, end);
        buffer = buffer.slice(end + 2);
        if (block.startsWith(':')) return { comment: block };
        return Object.fromEntries(block.split('\n').map((line) => line.split(/: (.*)/s).slice(0, 2)));
      }
      const { value, done } = await reader.read();
      if (done) return undefined;
      buffer += value;
    }
  }
  /** The numbers of the next messages. */
  async function take(count: number): Promise<number[]> {
    const seqs: number[] = [];
    while (seqs.length < count) {
      const event = await next();
      if (!event) break;
      if (event.event === 'message') seqs.push(Number(event.id));
    }
    return seqs;
  }
  return { next, take, leave: () => gone.abort(), cancel: () => reader.cancel() };
}

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe('a stream of a feed', () => {
  it('begins after the given message and goes on with what is posted', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    await post(feed, ada, { messages: 5 });
    const stream = await open(ada, feed, 3);
    expect(await stream.take(2)).toEqual([4, 5]);
    await post(feed, ada);
    expect(await stream.take(1)).toEqual([6]);
    stream.leave();
  });

  it('tells how many replies there are: some may have come after the page was drawn', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    const seq = await post(feed, ada);
    await post(await openThread({ feedId: feed, seq }, 'Release'), ada, { messages: 2 });
    const stream = await open(ada, feed, seq, 60_000);
    await stream.next();
    const told = await stream.next();
    expect([told?.event, JSON.parse(told?.data ?? '')]).toMatchObject([
      'thread',
      { seq, thread: { replies: 2 } },
    ]);
    stream.leave();
  });

  it('sends more than one batch holds', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    await post(feed, ada, { messages: 350 });
    const stream = await open(ada, feed);
    expect(await stream.take(350)).toEqual(upTo(350));
    stream.leave();
  });

  it('has no gaps and no doubles while many write and the reader reconnects again and again', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    const writers = 8;
    const each = 25;
    const writing = Promise.all(
      Array.from({ length: writers }, async () => {
        for (let count = 0; count < each; count += 1) await post(feed, ada, { messages: 1 + (count % 3) });
      }),
    );
    const total =
      writers * Array.from({ length: each }, (_, count) => 1 + (count % 3)).reduce((a, b) => a + b);
    const seqs: number[] = [];
    for (let turn = 0; seqs.length < total; turn += 1) {
      const stream = await open(ada, feed, seqs.at(-1) ?? 0);
      seqs.push(...(await stream.take(Math.min(7 + turn * 5, total - seqs.length))));
      await (turn % 2 ? stream.cancel() : stream.leave());
    }
    await writing;
    expect(seqs).toEqual(upTo(total));
  });

  it('misses nothing when the listening connection breaks', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    const stream = await open(ada, feed, 0, 60_000);
    await post(feed, ada);
    expect(await stream.take(1)).toEqual([1]);
    await pool().query(
      `select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'postern listen' and datname = current_database()`,
    );
    await post(feed, ada, { messages: 3 });
    expect(await stream.take(3)).toEqual([2, 3, 4]);
    stream.leave();
  });

  it('contains no message for others', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada, bob);
    await post(feed, ada, { recipient: bob });
    await post(feed, ada, { recipient: ada });
    const stream = await open(ada, feed);
    expect(await stream.take(1)).toEqual([2]);
    stream.leave();
  });
});

describe('an idle stream', () => {
  it('sends heartbeats while nothing comes', async () => {
    const ada = await aPerson();
    const stream = await open(ada, await aFeed(ada), 0, 30);
    expect(await stream.next()).toMatchObject({ retry: expect.any(String) });
    expect(await stream.next()).toMatchObject({ comment: expect.stringContaining(':') });
    stream.leave();
  });

  it('ends when the reader leaves the channel, and sends nothing of it after that', async () => {
    const [ada, bob] = [await aPerson(), await aPerson()];
    const channel = await createChannel(ada, { name: 'Ends', description: '', access: 'ORGANIZATION' });
    await db().feedMember.create({
      data: { feedId: channel.feedId, userId: bob.id },
      select: { feedId: true },
    });
    const stream = await open(bob, channel.feedId, 0, 50);
    await stream.next();
    await leaveChannel(bob, channel.uniqueName);
    await post(channel.feedId, ada);
    const events: Event[] = [];
    for (let event = await stream.next(); event; event = await stream.next()) events.push(event);
    expect(events.at(-1)).toMatchObject({ event: 'end', data: 'membership' });
    expect(events.filter(({ event }) => event === 'message')).toEqual([]);
  });

  it.each(['revoked', 'expired', 'deactivated'])('ends when the session is %s', async (how) => {
    const ada = await aPerson();
    const stream = await open(ada, await aFeed(ada), 0, 30);
    await stream.next();
    const now = new Date();
    const session = { where: { id: ada.session.id }, select: { id: true } };
    if (how === 'revoked') await db().session.update({ ...session, data: { revokedAt: now } });
    if (how === 'expired') await db().session.update({ ...session, data: { expiresAt: now } });
    if (how === 'deactivated') {
      await db().user.update({ where: { id: ada.id }, data: { deactivatedAt: now }, select: { id: true } });
    }
    const events: Event[] = [];
    for (let event = await stream.next(); event; event = await stream.next()) events.push(event);
    expect(events.at(-1)).toMatchObject({ event: 'end', data: 'session' });
  });

  it('sends nothing to a session that was ended, long before the next check', async () => {
    const ada = await aPerson();
    const feed = await aFeed(ada);
    const stream = await open(ada, feed, 0, 60_000);
    await stream.next();
    await db().session.update({
      where: { id: ada.session.id },
      data: { revokedAt: new Date() },
      select: { id: true },
    });
    await post(feed, ada);
    expect(await stream.next()).toMatchObject({ event: 'end', data: 'session' });
    expect(await stream.next()).toBeUndefined();
  });

  it('ends at once for a reader who is gone', async () => {
    const ada = await aPerson();
    const stream = await open(ada, await aFeed(ada), 0, 60_000);
    await stream.next();
    stream.leave();
    expect(await stream.next()).toBeUndefined();
  });

  it('is not opened for somebody else', async () => {
    const [ada, eve] = [await aPerson(), await aPerson()];
    const feed = await aFeed(ada);
    const signal = new AbortController().signal;
    await expect(feedEvents(eve, feed, { after: 0, signal })).rejects.toMatchObject({ code: 'not_found' });
  });
});
