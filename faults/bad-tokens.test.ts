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

const CALLS = inject('isShort') ? 500 : 5_000;
/** In full, more calls wait at a time (on 64 connections) than the server delays answers, or has places for in its queue. */
const DEPTH = inject('isShort') ? 40 : 100;
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
    await load.untilAccepted(CALLS, 120_000);
    const [beforeMs, beforeMb] = [medianMs(load.notes), server.residentMb];
    const url = () => toChannel(0, 0).url.replace(/zapikey=.*/, `zapikey=${badToken()}`);
    const flood = new Flood({ server, url, localAddress: '127.0.0.1', depth: DEPTH });
    await until('the flood is under way', () => flood.answered > 1_000, { timeoutMs: 20_000 });
    const [fromMs, floodedFrom] = [performance.now(), flood.answered];
    await load.untilAccepted(CALLS, 120_000);
    const duringMs = medianMs(load.notes, fromMs);
    const perSecond = ((flood.answered - floodedFrom) / (performance.now() - fromMs)) * 1_000;
    flood.stop();
    const ratio = (duringMs / beforeMs).toFixed(1);
    say(`${Math.round(perSecond)} bad calls/s beside the good ones`);
    say(`median of good calls: ${beforeMs.toFixed(1)} ms, then ${duringMs.toFixed(1)} ms (ratio ${ratio})`);
    expect(duringMs).toBeLessThan(MOST_MEDIAN_MS);
    const answers = [...flood.answers].map(([status, count]) => `${count} × ${status}`);
    say(`answers to bad calls: ${answers.join(', ')}`);
    await load.untilAccepted(100);
    expectUnharmed(server);
    await expectMemoryBack(server, beforeMb);
    const { refused, unanswered } = await expectKept(postgres, await load.stop());
    expect(refused + unanswered).toBe(0);
  },
);
