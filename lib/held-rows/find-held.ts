import 'server-only';
import type { Pool } from 'pg';
import { encodeArray } from '@/lib/db/encode-array';
import { type Acceptance, NEED } from '@/lib/webhooks/accept/acceptance';
import { ACCEPT_APPLICATION, runAcceptStatement } from '@/lib/webhooks/accept/pool';
import type { PreparedStatement } from '@/lib/webhooks/accept/query';
import { placeOf } from '@/lib/webhooks/accept/statements/address';
import { callsOf } from '@/lib/webhooks/accept/statements/asking';
import {
  appNumberOf,
  botNameOf,
  channelIdOf,
  channelNameOf,
  chatFeedOf,
  type Target,
} from '@/lib/webhooks/accept/target';

/**
 * A row that another transaction holds. `name` says which row of a call it is; `waits` wait until it is free, with
 * nothing else locked.
 */
export type HeldRow = { name: string; waits: readonly PreparedStatement[] };

const WAIT_FOR_TOKEN = 'SELECT FROM webhook_token WHERE secret_hash = $1 FOR NO KEY UPDATE';
const WAIT_FOR_LIMITS = `SELECT FROM rate_bucket
  WHERE user_id = (SELECT user_id FROM webhook_token WHERE secret_hash = $1) FOR NO KEY UPDATE`;
const WAIT_FOR_FEED = 'SELECT FROM feed WHERE id = $1 FOR NO KEY UPDATE';

export const tokenName = ({ tokenHash }: Acceptance) => `token ${tokenHash.toString('latin1')}`;

/**
 * The token's row and its owner's limits. The waits are separate, so that waiting for one row never locks the other.
 */
export function tokenRow(call: Acceptance): HeldRow {
  const values = [call.tokenHash];
  const waits = [
    { name: 'postern_wait_token', text: WAIT_FOR_TOKEN, values },
    { name: 'postern_wait_limits', text: WAIT_FOR_LIMITS, values },
  ];
  return { name: tokenName(call), waits };
}

function feedRow(call: Acceptance, feedId: string): HeldRow {
  const wait = { name: 'postern_wait_feed', text: WAIT_FOR_FEED, values: [feedId] };
  return { name: targetName(call), waits: [wait] };
}

/** The same for calls whose messages go to one place: where the handler wants it, or into the thread. */
export function targetName({ handlerChannel, target }: Acceptance): string {
  const at: Target = handlerChannel === null ? target : { kind: 'channel_by_name', name: handlerChannel };
  const names = [channelNameOf(at), channelIdOf(at), botNameOf(at), appNumberOf(at)];
  return `target ${chatFeedOf(at) ?? JSON.stringify(names)}`;
}

/** Every kind of place. */
const ANY = NEED.channelName | NEED.channelId | NEED.chat | NEED.bot | NEED.application | NEED.handlerChannel;
const { calls: CALLS, used } = callsOf({ needs: ANY });
const { joins, feed } = placeOf(ANY);

/**
 * Tries to lock the rows of the calls without waiting, and keeps no lock. Rows locked by another batch (`brief`) do
 * not count: a batch releases them in a moment.
 */
const HELD = `WITH ${CALLS},
addressed AS MATERIALIZED (
  SELECT c.n, place.feed_id FROM call c
  ${joins}
  CROSS JOIN LATERAL (VALUES (${feed}), (kt.parent_feed_id)) AS place(feed_id) WHERE place.feed_id IS NOT NULL
),
brief AS MATERIALIZED (
  SELECT l.transactionid AS id FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
  WHERE l.locktype = 'transactionid' AND l.granted AND l.pid <> pg_backend_pid()
    AND a.application_name = '${ACCEPT_APPLICATION}' AND a.datname = current_database()
),
free_token AS MATERIALIZED (
  SELECT t.id FROM rate_bucket r JOIN webhook_token t ON t.user_id = r.user_id
  WHERE t.secret_hash = ANY($1::bytea[]) FOR NO KEY UPDATE OF r, t SKIP LOCKED
),
free_feed AS MATERIALIZED (
  SELECT id FROM feed WHERE id IN (SELECT feed_id FROM addressed) FOR NO KEY UPDATE SKIP LOCKED
),
held_token AS MATERIALIZED (
  SELECT t.secret_hash FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
  WHERE t.secret_hash = ANY($1::bytea[]) AND t.id NOT IN (SELECT id FROM free_token)
    AND NOT EXISTS (SELECT FROM brief b WHERE b.id IN (t.xmax, r.xmax))
),
held_feed AS MATERIALIZED (
  SELECT f.id FROM feed f WHERE f.id IN (SELECT feed_id FROM addressed) AND f.id NOT IN (SELECT id FROM free_feed)
    AND NOT EXISTS (SELECT FROM brief b WHERE b.id = f.xmax)
)
SELECT c.n, c.token_hash IN (SELECT secret_hash FROM held_token),
  (SELECT min(a.feed_id) FROM addressed a WHERE a.n = c.n AND a.feed_id IN (SELECT id FROM held_feed))
FROM call c`;

/**
 * For each call the row that a transaction other than a batch holds: its token's or its owner's limits, else the
 * feed's. Null for none, or when the database cannot say.
 */
export async function findHeld(connections: Pool, calls: readonly Acceptance[]): Promise<(HeldRow | null)[]> {
  const values = used.map(({ type, value }) =>
    encodeArray(
      type,
      calls.map((call) => value(call, 0)),
    ),
  );
  const held: (HeldRow | null)[] = calls.map(() => null);
  try {
    const rows = await runAcceptStatement(connections, { name: 'postern_find_held', text: HELD, values });
    for (const [n, isTokenHeld, feedId] of rows) {
      const call = calls[Number(n) - 1]!;
      if (isTokenHeld === 't') held[Number(n) - 1] = tokenRow(call);
      else if (feedId) held[Number(n) - 1] = feedRow(call, feedId);
    }
  } catch {
    // A table is locked, or the database is away; writing the calls fails in the same way and says why.
  }
  return held;
}
