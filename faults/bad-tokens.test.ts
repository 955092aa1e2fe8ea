import { randomBytes } from 'node:crypto';
import { expect, inject, test } from 'vitest';
import { newToken } from '@/lib/webhook-tokens/token-format';
import { type Draft, toChannel } from './support/drafts';
import { expectKept, expectMemoryBack } from './support/expectations';
import { say } from './support/figures';
import { medianMs } from './support/latency';
import { isSuccess, NotingClient } from './support/noting-client';
import { Postgres } from './support/postgres';
import { Server } from './support/server';

const CALLS = inject('isShort') ? 500 : 5_000;
/** Two cores serve both sides; only a good call that is starved takes this long. */
const MOST_MEDIAN_MS = 1_000;

const bad: Record<string, () => string> = {
  malformed: () => `1001.${randomBytes(16).toString('hex')}.${randomBytes(16).toString('hex')}`,
  'well-formed but unknown': () => newToken().token,
};

test.each(Object.keys(bad))(
  'a flood of %s tokens does not keep the good calls of another address waiting',
  async (kind) => {
    const postgres = await Postgres.start();
    const server = await Server.start(postgres.url);
    const load = new NotingClient({ servers: [server], connections: 8, localAddress: '127.0.0.2' });
    await load.untilAccepted(CALLS);
    const beforeMs = medianMs(load.notes);
    const beforeMb = server.residentMb;
    const flood = new NotingClient({
      servers: [server],
      connections: 64,
      draft: (n) => withToken(bad[kind]?.() ?? '', n),
      localAddress: '127.0.0.1',
    });
    await flood.untilMade(100);
    const floodedFromMs = performance.now();
    await load.untilAccepted(CALLS, 120_000);
    const duringMs = medianMs(load.notes, floodedFromMs);
    const floodPerS = (flood.notes.length / (performance.now() - floodedFromMs)) * 1_000;
    const refused = await flood.stop();
    const ratio = (duringMs / beforeMs).toFixed(1);
    say(`${kind}: ${Math.round(floodPerS)} bad calls/s beside it`);
    say(`median of good calls: ${beforeMs.toFixed(1)} ms, ${duringMs.toFixed(1)} ms (ratio ${ratio})`);
    expect(duringMs).toBeLessThan(MOST_MEDIAN_MS);
    expect(refused.flatMap(({ answers }) => answers).filter(isSuccess)).toEqual([]);
    await load.untilAccepted(100);
    await expectMemoryBack(server, beforeMb);
    const reckoning = await expectKept(postgres, await load.stop(), refused);
    expect(reckoning.unansweredStored).toBe(0);
  },
);

function withToken(token: string, n: number): Draft {
  const draft = toChannel(n, n);
  return { ...draft, url: draft.url.replace(/zapikey=.*/, `zapikey=${token}`) };
}
