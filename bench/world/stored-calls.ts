import { ensurePartitions, makePartition } from '@/lib/storage/ensure-partitions';
import { partitionedTables, WEEK_MS, weekOf } from '@/lib/storage/partitions';
import type { RequestRecord } from '@/lib/webhooks/call/request-record';
import type { Database } from '../database';
import { SMALL } from './payloads';
import type { World } from './world';

/** A request in the form that the accept path stores. */
const REQUEST = JSON.stringify({
  method: 'POST',
  path: '/api/v2/channelsbyname/builds/message',
  query: '',
  sourceAddress: '203.0.113.24',
  headers: {
    host: 'postern.example.com',
    'user-agent': 'curl/8.5.0',
    accept: '*/*',
    'content-type': 'application/json',
    'content-length': String(SMALL.length),
  },
} satisfies RequestRecord);
const CHUNK_ROWS = 500_000;
const DAYS = 30;
const DAY_MS = 24 * 60 * 60 * 1000;
/** One call in so many was refused. */
const REFUSED_EVERY = 50;

/**
 * Fills a database with calls of the one token, evenly over the last 30 days, as the accept path would have left them:
 * each with its message, one in fifty refused.
 * @returns how long it took, in seconds
 */
export async function storeCalls(
  database: Database,
  { owner, token, channel }: World,
  rows: number,
  onProgress: (stored: number) => void,
): Promise<number> {
  const startedMs = performance.now();
  await makePartitions(database);
  for (let first = 1; first <= rows; first += CHUNK_ROWS) {
    const last = Math.min(rows, first + CHUNK_ROWS - 1);
    await database.query(
      `WITH call AS (
         SELECT n, n % $10 = 0 AS refused, at, n - n / $10 AS seq FROM generate_series($1::bigint, $2::bigint) n,
           LATERAL (SELECT date_trunc('milliseconds', now()) - make_interval(secs => ($3::bigint - n) * 86400.0 * $4 / $3) AS at)
       ), stored AS (
         INSERT INTO message (feed_id, seq, sent_at, sender_id, token_id, via, content)
         SELECT $7, seq, at, $6, $5::uuid, $8, $9 FROM call WHERE NOT refused
       )
       INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, reason,
         request, body_size, feed_id, message_seq)
       SELECT id, $5::uuid, $6, at, 1500, 'channel_message', 'builds', CASE WHEN refused THEN 401 ELSE 204 END,
         CASE WHEN refused THEN 'authtoken_invalid' ELSE 'accepted' END, CASE WHEN refused THEN 'token_disabled' END,
         $11, octet_length($9), $7, CASE WHEN NOT refused THEN seq END
       FROM call, LATERAL (SELECT uuidv7(at - now()) AS id)`,
      [
        first,
        last,
        rows,
        DAYS,
        token.id,
        owner.id,
        channel.feedId,
        token.name,
        SMALL,
        REFUSED_EVERY,
        REQUEST,
      ],
    );
    onProgress(last);
  }
  const refused = Math.floor(rows / REFUSED_EVERY);
  await database.query('UPDATE feed SET last_seq = $2 WHERE id = $1', [channel.feedId, rows - refused]);
  await database.query('UPDATE webhook_token SET invocations = $2, refusals = $3 WHERE id = $1', [
    token.id,
    rows - refused,
    refused,
  ]);
  await database.query(
    `INSERT INTO usage_slot (token_id, slot, accepted, refused, failed)
     SELECT token_id, date_bin('30 minutes', received_at, '2000-01-01T00:00:00Z'),
       count(*) FILTER (WHERE outcome = 'accepted'), count(*) FILTER (WHERE outcome <> 'accepted'), 0
     FROM invocation GROUP BY 1, 2`,
  );
  // Otherwise autovacuum runs in the middle of a round.
  await database.query('VACUUM (ANALYZE)');
  await database.settle();
  return (performance.now() - startedMs) / 1_000;
}

/** Makes the partitions of the weeks to fill. The server, which makes the later ones, is not running yet. */
async function makePartitions({ connections }: Database): Promise<void> {
  await ensurePartitions(connections);
  for (const table of partitionedTables) {
    for (let weeks = 0; weeks * WEEK_MS <= DAYS * DAY_MS + WEEK_MS; weeks++) {
      await makePartition(connections, table, weekOf(Date.now()) - weeks * WEEK_MS);
    }
  }
}
