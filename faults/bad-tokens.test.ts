import { randomBytes } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token/format';
import { toChannel } from './support/load/drafts';
import { Flood } from './support/load/flood';
import { medianMs } from './support/load/latency';
import { NotingClient } from './support/load/noting-client';
import { expectKept, expectMemoryBack, expectUnharmed } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const isShort = inject('isShort');
const GOOD_CALLS = isShort ? 300 : 1_000;
/** Two cores serve both sides. Only a starved call takes this long. */
const MOST_MEDIAN_MS = 2_000;

const hex = () => randomBytes(16).toString('hex');
const malformed = () => `1001.${hex()}.${hex()}`;
const unknown = () => newToken().token;
const floods = [
  ['malformed tokens', malformed, 64, 20, 2_000],
  ['well-formed but unknown tokens', unknown, 64, 20, 2_000],
] as const;
/** First more at a time than one connection may leave unanswered, then more than the queue of the accept path holds. */
const greaterFloods = [
  ['malformed tokens that waits for nothing', malformed, 64, 200, 50_000],
  ['unknown tokens that waits for nothing', unknown, 64, 200, 50_000],
  ['unknown tokens over many connections', unknown, 320, 20, 50_000],
] as const;

test.each(isShort ? floods : [...floods, ...greaterFloods])(
  'a flood of %s does not keep the good calls of another address waiting',
  async (_name, badToken, connections, depth, badCalls) => {
    const postgres = await Postgres.start();
    const server = await Server.start(postgres.url);
    const load = new NotingClient({ servers: [server], connections: 8, localAddress: () => '127.0.0.2' });
    await load.untilAccepted(GOOD_CALLS, 60_000);
    const [beforeMs, beforeMb] = [medianMs(load.notes), server.residentMb];
    const path = toChannel(0, 0).url.replace(/zapikey=.*/, 'zapikey=');
    const urls = Array.from({ length: 1_000 }, () => path + badToken());
    const flood = new Flood({ server, urls, localAddress: '127.0.0.1', connections, depth });
    const fromMs = performance.now();
    await until('the flood was sent', () => flood.sent >= badCalls, { timeoutMs: 90_000 });
    await load.untilAccepted(100, 60_000);
    const duringMs = medianMs(load.notes, fromMs);
    const perSecond = (flood.sent / (performance.now() - fromMs)) * 1_000;
    await flood.stop();
    const ratio = (duringMs / beforeMs).toFixed(1);
    say(
      `${Math.round(perSecond)} bad calls/s sent beside the good ones, answered ${JSON.stringify(flood.answers)}`,
    );
    say(`median of good calls: ${beforeMs.toFixed(1)} ms, then ${duringMs.toFixed(1)} ms (ratio ${ratio})`);
    expect(duringMs).toBeLessThan(MOST_MEDIAN_MS);
    await load.untilAccepted(100);
    expectUnharmed(server);
    await expectMemoryBack(server, beforeMb);
    const { refused, unanswered } = await expectKept(postgres, await load.stop());
    expect({ refused, unanswered }).toEqual({ refused: 0, unanswered: 0 });
  },
);
