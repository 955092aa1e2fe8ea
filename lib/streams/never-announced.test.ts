import { expect, it } from 'vitest';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { openThread } from '@/lib/threads/open-thread';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { acceptPool } from '@/lib/webhooks/accept/pool';
import { aPerson } from '@/test/support/feed';
import { toBot, toChannel, toChat } from '@/test/support/webhooks/targets';
import { aBot, aChannel, anAcceptance, aToken } from '@/test/support/webhooks/world';
import type { Topic } from './line/rights';
import { openStream } from './open-stream';

const HEARTBEAT_MS = 50;
const FOR_EVER_MS = 600_000;

/** Like a process that is killed between commit and notification: it announces nothing that it accepts. */
const silent = acceptWriter(acceptPool(), undefined, () => {});

async function aPlace() {
  const user = await aPerson();
  await db().session.update({
    where: { id: user.session.id },
    data: { stepUpVerifiedAt: new Date() },
    select: { id: true },
  });
  const [token, channel] = [await aToken(user as never), await aChannel(user as never)];
  const post = (more = {}) =>
    silent.add(anAcceptance(token, { ...toChannel(channel.uniqueName), ...more }), 100);
  return { user, tokenId: token.id, feedId: channel.feedId, post };
}

/** A browser that takes everything that the stream sends. */
async function listen(user: SignedInUser, heartbeatMs: number, ...topics: [Topic, after?: number][]) {
  const gone = new AbortController();
  const wanted = topics.map(([topic, after = 0]) => ({ topic, after }));
  const stream = await openStream(user, wanted, { signal: gone.signal, heartbeatMs });
  const reader = (stream as ReadableStream<BufferSource>).pipeThrough(new TextDecoderStream()).getReader();
  let text = '';
  async function more(awaited: string) {
    const { value, done } = await reader.read();
    if (done) throw new Error(`ended before ${awaited}: ${text}`);
    text += value;
  }
  return {
    leave: () => gone.abort(),
    /** In any order. */
    async untilAll(...parts: string[]): Promise<void> {
      while (!parts.every((part) => text.includes(part))) await more(parts.join());
    },
    /** The text up to and including `part`, after what was taken before. */
    async until(part: string): Promise<string> {
      for (;;) {
        const end = text.indexOf(part);
        if (end >= 0) {
          const taken = text.slice(0, end + part.length);
          text = text.slice(end + part.length);
          return taken;
        }
        await more(part);
      }
    },
  };
}

const BEAT = ': still here\n';

it('a message that was never announced is shown at the next heartbeat', async () => {
  const { user, feedId, post } = await aPlace();
  const stream = await listen(user, HEARTBEAT_MS, [{ kind: 'feed', feedId }]);
  await stream.until(BEAT);
  await post();
  await stream.until('\nid: 1\nevent: message\n');
  await post();
  expect(await stream.until('\nid: 2\nevent: message\n')).not.toContain('id: 1\n');
  stream.leave();
});

it('a reply that was never announced is counted at the next heartbeat', async () => {
  const { user, feedId, post } = await aPlace();
  await post();
  const thread = await openThread({ feedId, seq: 1 }, null);
  const reply = () => post(toChat(thread));
  await reply();
  const stream = await listen(user, HEARTBEAT_MS, [{ kind: 'feed', feedId }, 1]);
  await stream.until('"replies":1,');
  await reply();
  await stream.until('"replies":2,');
  stream.leave();
});

it.each([
  ['accepted', {}],
  ['refused', toChannel('nowhere')],
  ['a test, which is not counted', { isTest: true }],
])('a call that was never announced is told to its usage history: %s', async (_, more) => {
  const { user, tokenId, post } = await aPlace();
  await post();
  const stream = await listen(user, HEARTBEAT_MS, [{ kind: 'token', tokenId }]);
  await stream.until(BEAT);
  await post(more);
  await stream.until('event: calls\n');
  stream.leave();
});

it('what was never announced is counted as unread at the next heartbeat', async () => {
  const { user, feedId, post } = await aPlace();
  const stream = await listen(user, HEARTBEAT_MS, [{ kind: 'unread' }]);
  await stream.until(`"feedId":${feedId},`);
  // The stream's first query may find the first one.
  for (const unread of [1, 2]) {
    await post();
    await stream.until(`"unread":${unread},`);
  }
  stream.leave();
});

it('a first message of a bot that was never announced is counted as unread at the next heartbeat', async () => {
  const { user, post } = await aPlace();
  const { uniqueName, feedId } = await aBot((await aPerson()) as never);
  const stream = await listen(user, HEARTBEAT_MS, [{ kind: 'unread' }]);
  await stream.until('event: unread\n');
  await stream.until(BEAT);
  await post({ ...toBot(uniqueName), receivers: { kind: 'owner' } });
  await stream.until(`"feedId":${feedId},`);
  stream.leave();
});

it('a failure of a handler that was never announced is told to whoever wrote it', async () => {
  const user = await aPerson();
  const { feedId } = await aBot(user as never, { handlerCode: 'function handler() { return "x"; }' });
  const stream = await listen(user, HEARTBEAT_MS, [{ kind: 'handler', feedId }]);
  await stream.until(BEAT);
  const failure = { feedId, environment: '', count: 1, reason: 'no', since: new Date(), lastAt: new Date() };
  await db().handlerFailure.create({ data: failure, select: { feedId: true } });
  await stream.until('event: failures\n');
  stream.leave();
});

it('one query serves all streams of the process, also those with a longer heartbeat', async () => {
  const { user, feedId, tokenId, post } = await aPlace();
  const topics: [Topic][] = [[{ kind: 'feed', feedId }], [{ kind: 'token', tokenId }], [{ kind: 'unread' }]];
  const patient = await listen(user, FOR_EVER_MS, ...topics);
  await patient.until('event: unread\n');
  const brisk = await listen(user, HEARTBEAT_MS, [{ kind: 'unread' }]);
  await brisk.until(BEAT);
  await post();
  await patient.untilAll('"unread":1,', 'event: message\n', 'event: calls\n');
  for (const stream of [patient, brisk]) stream.leave();
});
