import 'server-only';
import { USAGE_SLOT_MINUTES } from '@/lib/webhook-tokens/usage-slot-policy';
import { type Acceptance, type AcceptStatement, columns, NEED, needsOf } from './accept-columns';
import type { RateProfile } from './rate-profile';

/** Whether `plainPostStatement` may accept this call: a message into a channel by its name, and nothing beside it. */
export function isPlainPost(call: Acceptance): boolean {
  return needsOf(call) === NEED.channelName && call.content !== null && call.receivers === 'feed';
}

/**
 * Accepts one plain post, or touches nothing and answers no row: then the whole statement (accept-sql.ts) says why. It finds
 * and locks what the whole one does, in the same order, and stores the same, with fewer parts: a
 * statement alone pays for each part before it has done anything. Null for limits that count more than calls.
 */
export function plainPostStatement(profile: RateProfile): AcceptStatement | null {
  if (profile.countsCards) return null;
  const used = Object.entries(columns).filter(([, { need }]) => need === 0 || need === NEED.channelName);
  const parameters = Object.fromEntries(
    used.map(([name, { type }], index) => [name, `$${index + 1}::${type}`]),
  );
  const limits = Object.entries(profile.tokenColumns).map(([name, sql]) => `${sql} AS ${name}`);
  const after = Object.entries(profile.after((count) => count)).map(([name, sql]) => `${sql} AS ${name}`);
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  const p = (name: string) => parameters[name];
  return {
    name: 'postern_accept_plain',
    columns: used.map(([, column]) => column),
    text: `WITH post AS MATERIALIZED (
  SELECT token_id, user_id, via, feed_id, seq, now_us, ${after.join(', ')}
  FROM (
    SELECT t.id AS token_id, t.user_id, t.name AS via, f.id AS feed_id, f.last_seq + 1 AS seq, now_us,
      1 AS admitted, ${limits.join(', ')}
    FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
    JOIN channel c ON c.unique_name = ${p('channel_name')}
    JOIN feed_member m ON m.feed_id = c.feed_id AND m.user_id = t.user_id
    JOIN feed f ON f.id = c.feed_id
    CROSS JOIN (SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us) moment
    WHERE t.secret_hash = ${p('token_hash')} AND t.enabled AND t.owner_active FOR NO KEY UPDATE OF r, t, f
  ) t
  WHERE ${profile.admitsOne}
),
limited AS (
  UPDATE rate_bucket r SET ${profile.setBucket} FROM post x WHERE r.user_id = x.user_id
),
counted AS (
  UPDATE webhook_token t
  SET invocations = t.invocations + 1, last_invoked_at = greatest(t.last_invoked_at, ${p('received_at')})${setToken}
  FROM post x WHERE t.id = x.token_id
),
advanced AS (
  UPDATE feed SET last_seq = x.seq FROM post x WHERE feed.id = x.feed_id
),
stored AS (
  INSERT INTO message (feed_id, seq, sent_at, sender_id, token_id, via, content)
  SELECT feed_id, seq, date_trunc('milliseconds', statement_timestamp()), user_id, token_id, via, ${p('content')} FROM post
),
recorded AS (
  INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome,
    request, body_size, body, feed_id, message_seq)
  SELECT ${p('invocation_id')}, token_id, user_id, ${p('received_at')},
    ${p('elapsed_us')} + (extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000)::int,
    ${p('endpoint')}, ${p('target')}, ${p('success_status')}, 'accepted',
    ${p('request')}, ${p('body_size')}, ${p('body')}, feed_id, seq
  FROM post
),
charted AS (
  INSERT INTO usage_slot AS s (token_id, slot, accepted, refused, failed)
  SELECT token_id, date_bin('${USAGE_SLOT_MINUTES} minutes', statement_timestamp(), '2000-01-01T00:00:00Z'), 1, 0, 0 FROM post
  ON CONFLICT (token_id, slot) DO UPDATE SET accepted = s.accepted + 1
)
SELECT feed_id, seq, user_id, now_us / 1000, pg_notify('postern_feed', feed_id::text), pg_notify('postern_token', token_id::text),
  ${profile.reported.join(', ')}
FROM post x`,
  };
}
