import { expect, inject, test } from 'vitest';
import { toIncoming } from './support/load/drafts';
import { longestMs, medianMs } from './support/load/latency';
import { NotingClient } from './support/load/noting-client';
import { expectKept, expectUnharmed } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';

const isShort = inject('isShort');
const CALLS = isShort ? 50 : 500;
/** Two cores serve all sides. Only a call that waits behind the slow ones takes this long. */
const MOST_MEDIAN_MS = 1_000;
const ENDLESS = 'function handler() { for (;;); }';
const QUICK = 'function handler(request) { return { text: request.body.text }; }';
const QUICK_BOT = 6;

/** Six bots of four people run for ever, the seventh, of a fifth person, answers at once. */
async function giveHandlers(postgres: Postgres): Promise<void> {
  const { bots, users } = inject('population');
  for (const [n, { feedId }] of bots.entries()) {
    const owner = n === QUICK_BOT ? users[4] : users[n % 4];
    await postgres.query('UPDATE bot SET handler_code = $1, created_by_id = $2 WHERE feed_id = $3', [
      n === QUICK_BOT ? QUICK : ENDLESS,
      owner?.id,
      feedId,
    ]);
  }
}

test.each([
  ['one endless bot with 250 callers', 250, () => 0],
  ['six endless bots with twenty callers each', 120, (n: number) => n % 6],
] as const)(
  '%s: another person’s bot answers every call meanwhile, at once',
  async (_name, connections, bot) => {
    const postgres = await Postgres.start();
    await giveHandlers(postgres);
    const server = await Server.start(postgres.url);
    const starving = new NotingClient({
      servers: [server],
      connections,
      keys: false,
      draft: (n) => toIncoming(n, bot(n)),
    });
    await starving.untilMade(connections * 2, 60_000);
    const load = new NotingClient({
      servers: [server],
      connections: 4,
      keys: false,
      draft: (n) => toIncoming(n, QUICK_BOT),
    });
    await load.untilAccepted(CALLS, 120_000);
    const good = await load.stop();
    const bad = await starving.stop();
    const refusals = good.filter(({ answers }) =>
      answers.some((answer) => !('status' in answer) || answer.status !== 200),
    );
    say(
      `median of the quick bot: ${medianMs(good).toFixed(1)} ms, slowest ${longestMs(good, 0).toFixed(0)} ms`,
    );
    expect(refusals).toEqual([]);
    expect(medianMs(good)).toBeLessThan(MOST_MEDIAN_MS);
    expectUnharmed(server);
    await expectKept(postgres, [...good, ...bad]);
  },
);
