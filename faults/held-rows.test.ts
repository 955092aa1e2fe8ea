import { setTimeout as pause } from 'node:timers/promises';
import { describe, expect, inject, test } from 'vitest';
import { type Draft, toBot, toChannel } from './support/load/drafts';
import { percentileMs } from './support/load/latency';
import { type Note, NotingClient } from './support/load/noting-client';
import { expectKept, expectUnharmed } from './support/reckoning/expectations';
import { say } from './support/reckoning/figures';
import { Postgres } from './support/servers/postgres';
import { Server } from './support/servers/server';
import { until } from './support/until';

const HELD_MS = 4_000;
const HELD_CALLS = 6;
/** Nobody's 503 is later. */
const LONGEST_ANSWER_MS = 5_000;
/** Others hardly notice; on a busy machine that is still less than the second which they waited once. */
const OTHERS_P99_MS = 500;

/** Tokens take turns among five people; the first person's tokens are 0, 5, 10 and 15. */
const HELD = 0;
const anotherPerson = (n: number) => 1 + (n % 4);
const toOthers = (n: number): Draft =>
  n % 5 === 0 ? toBot(anotherPerson(n), 1 + (n % 3), 1) : toChannel(anotherPerson(n), 1 + (n % 3));

type Own = Note & { status: number; retryAfter: string | null };

type Row = { what: string; lock: string; id: () => unknown; draft: Draft };

const rows = (): Row[] => {
  const { tokens, users, channels, bots } = inject('population');
  return [
    {
      what: 'token',
      lock: 'SELECT FROM webhook_token WHERE id = $1 FOR UPDATE',
      id: () => tokens[HELD]?.id,
      draft: toChannel(HELD, HELD),
    },
    {
      what: 'limits',
      lock: 'SELECT FROM rate_bucket WHERE user_id = $1 FOR UPDATE',
      id: () => users[HELD]?.id,
      draft: toChannel(HELD, HELD),
    },
    {
      what: 'channel',
      lock: 'SELECT FROM channel c JOIN feed f ON f.id = c.feed_id WHERE f.id = $1 FOR UPDATE OF c, f',
      id: () => channels[HELD]?.feedId,
      draft: toChannel(HELD, HELD),
    },
    {
      what: 'bot',
      lock: 'SELECT FROM bot b JOIN feed f ON f.id = b.feed_id WHERE f.id = $1 FOR UPDATE OF b, f',
      id: () => bots[HELD]?.feedId,
      draft: toBot(HELD, HELD, 1),
    },
  ];
};

describe.each(['directly', 'through a transaction pooler'])('%s', (way) => {
  test('a held token, limit, channel or bot stalls its own calls alone, and these not for long', async () => {
    const postgres = await Postgres.start();
    const pooler = way === 'directly' ? '' : postgres.url;
    const server = await Server.start(postgres.url, { DIRECT_DATABASE_URL: pooler });
    const others = new NotingClient({ servers: [server], draft: toOthers });
    await others.untilAccepted(1_000);
    const own: Note[] = [];
    for (const row of rows()) own.push(...(await whileHeld(row, postgres, server, others)));
    expectUnharmed(server);
    await expectKept(postgres, [...(await others.stop()), ...own]);
  });
});

async function whileHeld(row: Row, postgres: Postgres, server: Server, others: NotingClient) {
  const holder = postgres.client();
  await holder.connect();
  await holder.query('BEGIN');
  await holder.query(row.lock, [row.id()]);
  const fromMs = performance.now();
  const own = await Promise.all(Array.from({ length: HELD_CALLS }, () => post(server, row.draft)));
  await pause(Math.max(0, fromMs + HELD_MS - performance.now()));
  const toMs = performance.now();
  await holder.query('ROLLBACK');
  await holder.end();

  for (const { status, retryAfter, startedAtMs, endedAtMs } of own) {
    expect([status, retryAfter]).toEqual([503, '1']);
    expect(endedAtMs - startedAtMs).toBeLessThan(LONGEST_ANSWER_MS);
  }
  const accepted = async () => own.push(await post(server, row.draft)) > 0 && own.at(-1)!.status < 300;
  await until(`calls of the ${row.what} are accepted again`, accepted, { timeoutMs: 5_000 });

  const meanwhile = others.notes.filter(
    ({ startedAtMs, endedAtMs }) => startedAtMs >= fromMs && endedAtMs > startedAtMs && endedAtMs <= toMs,
  );
  expect(meanwhile.filter(wasRefused)).toEqual([]);
  const p99Ms = percentileMs(meanwhile, 0.99);
  const slowestMs = Math.max(
    ...own.slice(0, HELD_CALLS).map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs),
  );
  say(
    `${row.what} held: ${meanwhile.length} calls of others, median ${percentileMs(meanwhile, 0.5).toFixed(0)} ms, p99 ${p99Ms.toFixed(0)} ms; its own answered after ${slowestMs.toFixed(0)} ms at most`,
  );
  expect(p99Ms).toBeLessThan(OTHERS_P99_MS);
  return own;
}

const wasRefused = ({ answers }: Note) =>
  answers.some((answer) => !('status' in answer) || answer.status > 299);

let calls = 0;

/** One call for the held row. */
async function post(server: Server, draft: Draft): Promise<Own> {
  const text = `held ${++calls}.`;
  const startedAtMs = performance.now();
  const answer = await fetch(`${server.url}${draft.url}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ text, ...draft.more }),
  });
  await answer.arrayBuffer();
  const { status } = answer;
  const note = { ...draft, keyed: false, text, answers: [{ status }], startedAtMs };
  return { ...note, status, retryAfter: answer.headers.get('retry-after'), endedAtMs: performance.now() };
}
