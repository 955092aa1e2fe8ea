import { randomBytes } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token-format';
import { toChannel } from './support/drafts';
import { expectKept, expectMemoryBack, expectUnharmed } from './support/expectations';
import { say } from './support/figures';
import { Flood } from './support/flood';
import { medianMs } from './support/latency';
import { NotingClient } from './support/noting-client';
import { Postgres } from './support/postgres';
import { Server } from './support/server';
import { until } from './support/until';

const [GOOD_CALLS, BAD_CALLS] = inject('isShort') ? [300, 2_000] : [1_000, 50_000];
/** In full, more calls wait at a time than the server delays answers, or has places for in its queue. */
const DEPTH = inject('isShort') ? 40 : 200;
/** Two cores serve both sides; only a good call that is starved takes this long. */
const MOST_MEDIAN_MS = 2_000;

const hex = () => randomBytes(16).toString('hex');
const badTokens = [
  ['malformed', () => `1001.${hex()}.${hex()}`],
  ['well-formed but unknown', () => newToken().token],
] as const;

test.each(badTokens)(
  'a flood of %s tokens does not keep the good calls of another address waiting',
  async (_kind, badToken) => {
    const postgres = await Postgres.start();
    const server = await Server.start(postgres.url);
    const load = new NotingClient({ servers: [server], connections: 8, localAddress: () => '127.0.0.2' });
    await load.untilAccepted(GOOD_CALLS, 60_000);
    const [beforeMs, beforeMb] = [medianMs(load.notes), server.residentMb];
    const path = toChannel(0, 0).url.replace(/zapikey=.*/, 'zapikey=');
    const urls = Array.from({ length: 1_000 }, () => path + badToken());
    const flood = new Flood({ server, urls, localAddress: '127.0.0.1', depth: DEPTH });
    const fromMs = performance.now();
    await until('the flood was sent', () => flood.sent >= BAD_CALLS, { timeoutMs: 90_000 });
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
