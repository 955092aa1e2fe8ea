import 'server-only';
import { USAGE_SLOT_MINUTES } from '@/lib/webhook-tokens/usage-slot-policy';
import { type Acceptance, type AcceptStatement, columns, NEED, needsOf } from './accept-columns';
import type { RateProfile } from './rate-profile';

/**
 * Statements for plain posts, what most calls are: messages into channels by their names, and nothing beside them. They accept
 * all their calls or answer no row and have touched nothing; then the whole statement (accept-sql.ts) says why. They find and
 * lock what the whole one does, in the same order, and store the same, with fewer parts: a statement pays
 * for each part before it has done anything.
 */
export type PlainStatements = { one: AcceptStatement; many: AcceptStatement };

/** Null for limits that count more than calls. */
export function plainStatements(profile: RateProfile): PlainStatements | null {
  const { admitsAll } = profile;
  return admitsAll === null ? null : { one: onePost(profile), many: manyPosts(profile, admitsAll) };
}

export function isPlainPost(call: Acceptance): boolean {
  return needsOf(call) === NEED.channelName && call.content !== null && call.receivers === 'feed';
}

const used = Object.entries(columns).filter(([, { need }]) => need === 0 || need === NEED.channelName);
const usedColumns = used.map(([, column]) => column);

const list = (named: Readonly<Record<string, string>>) =>
  Object.entries(named)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');

const NOW_US = '(SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us)';
const SENT_AT = `date_trunc('milliseconds', statement_timestamp())`;
const SLOT = `date_bin('${USAGE_SLOT_MINUTES} minutes', statement_timestamp(), '2000-01-01T00:00:00Z')`;
const MESSAGE = 'INSERT INTO message (feed_id, seq, sent_at, sender_id, token_id, via, content)';
const HISTORY = `INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome,
    request, body_size, body, feed_id, message_seq)`;
const ELAPSED_HERE_US = '(extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000)::int';
const USAGE = 'INSERT INTO usage_slot AS s (token_id, slot, accepted, refused, failed)';
const USAGE_ADDED = 'ON CONFLICT (token_id, slot) DO UPDATE SET accepted = s.accepted + excluded.accepted';

/** Not a join: that may be made by one half of the key, and read all members of a channel, or all channels of a member. */
const memberOf = (feed: string) =>
  `(SELECT true FROM feed_member m WHERE m.feed_id = ${feed} AND m.user_id = t.user_id)`;

function onePost(profile: RateProfile): AcceptStatement {
  const p: Record<string, string> = {};
  used.forEach(([name, { type }], index) => {
    p[name] = `$${index + 1}::${type}`;
  });
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  return {
    name: 'postern_accept_plain',
    columns: usedColumns,
    text: `WITH post AS MATERIALIZED (
  SELECT token_id, user_id, via, feed_id, seq, now_us, ${list(profile.after((count) => count))}
  FROM (
    SELECT t.id AS token_id, t.user_id, t.name AS via, f.id AS feed_id, f.last_seq + 1 AS seq, now_us,
      1 AS admitted, ${list(profile.tokenColumns)}
    FROM webhook_token t JOIN rate_bucket r ON r.user_id = t.user_id
    JOIN channel c ON c.unique_name = ${p.channel_name}
    JOIN feed f ON f.id = c.feed_id
    CROSS JOIN ${NOW_US} moment
    WHERE t.secret_hash = ${p.token_hash} AND t.enabled AND t.owner_active AND ${memberOf('c.feed_id')}
    FOR NO KEY UPDATE OF r, t, f
  ) t
  WHERE ${profile.admitsOne}
),
limited AS (
  UPDATE rate_bucket r SET ${profile.setBucket} FROM post x WHERE r.user_id = x.user_id
),
counted AS (
  UPDATE webhook_token t
  SET invocations = t.invocations + 1, last_invoked_at = greatest(t.last_invoked_at, ${p.received_at})${setToken}
  FROM post x WHERE t.id = x.token_id
),
advanced AS (
  UPDATE feed SET last_seq = x.seq FROM post x WHERE feed.id = x.feed_id
),
stored AS (
  ${MESSAGE}
  SELECT feed_id, seq, ${SENT_AT}, user_id, token_id, via, ${p.content} FROM post
),
recorded AS (
  ${HISTORY}
  SELECT ${p.invocation_id}, token_id, user_id, ${p.received_at}, ${p.elapsed_us} + ${ELAPSED_HERE_US},
    ${p.endpoint}, ${p.target}, ${p.success_status}, 'accepted',
    ${p.request}, ${p.body_size}, ${p.body}, feed_id, seq
  FROM post
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, 1, 0, 0 FROM post ${USAGE_ADDED}
)
SELECT 1, feed_id, seq, user_id, now_us / 1000, pg_notify('postern_feed', feed_id::text), pg_notify('postern_token', token_id::text),
  ${profile.reported.join(', ')}
FROM post x`,
  };
}

function manyPosts(profile: RateProfile, admitsAll: string): AcceptStatement {
  const arrays = used.map(([, { type }], index) => `$${index + 1}::${type}[]`).join(', ');
  const names = used.map(([name]) => name).join(', ');
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  return {
    name: 'postern_accept_plain_many',
    columns: usedColumns,
    text: `WITH token AS MATERIALIZED (
  SELECT t.id, t.user_id, t.name, t.secret_hash, now_us, ${list(profile.tokenColumns)}
  FROM rate_bucket r JOIN webhook_token t ON t.user_id = r.user_id CROSS JOIN ${NOW_US} moment
  WHERE t.secret_hash = ANY($1::bytea[]) AND t.enabled AND t.owner_active
  ORDER BY t.user_id, t.id FOR NO KEY UPDATE OF r, t
),
post AS MATERIALIZED (
  SELECT c.*, t.id AS token_id, t.user_id, t.name AS via, h.feed_id
  FROM unnest(${arrays}) WITH ORDINALITY AS c(${names}, n)
  JOIN token t ON t.secret_hash = c.token_hash
  JOIN channel h ON h.unique_name = c.channel_name
  WHERE ${memberOf('h.feed_id')}
),
asked AS MATERIALIZED (
  SELECT t.*, p.admitted, p.last_accepted_at, (sum(p.admitted) OVER (PARTITION BY t.user_id))::bigint AS admitted_of_user
  FROM (
    SELECT token_id, count(*) AS admitted, max(received_at) AS last_accepted_at FROM post GROUP BY token_id
  ) p JOIN token t ON t.id = p.token_id
),
locked_feed AS MATERIALIZED (
  SELECT id, last_seq FROM feed WHERE id IN (
    SELECT p.feed_id FROM post p CROSS JOIN (SELECT bool_and(${admitsAll}) AS fit FROM asked t) every WHERE every.fit
  )
  ORDER BY id FOR NO KEY UPDATE
),
numbered AS MATERIALIZED (
  SELECT p.*, f.last_seq + row_number() OVER (PARTITION BY f.id ORDER BY p.n) AS seq
  FROM post p JOIN locked_feed f ON f.id = p.feed_id
  WHERE cardinality($1::bytea[]) = (SELECT count(*) FROM post JOIN locked_feed f ON f.id = feed_id)
),
total AS MATERIALIZED (
  SELECT id AS token_id, user_id, now_us, admitted, last_accepted_at,
    ${list(profile.after((count) => `${count}_of_user`))}
  FROM asked
  WHERE EXISTS (SELECT FROM numbered)
),
limited AS (
  UPDATE rate_bucket r SET ${profile.setBucket} FROM (SELECT DISTINCT ON (user_id) * FROM total) x WHERE r.user_id = x.user_id
),
counted AS (
  UPDATE webhook_token t
  SET invocations = t.invocations + x.admitted, last_invoked_at = greatest(t.last_invoked_at, x.last_accepted_at)${setToken}
  FROM total x WHERE t.id = x.token_id
),
advanced AS (
  UPDATE feed SET last_seq = x.seq FROM (SELECT feed_id, max(seq) AS seq FROM numbered GROUP BY feed_id) x
  WHERE feed.id = x.feed_id
),
stored AS (
  ${MESSAGE}
  SELECT feed_id, seq, ${SENT_AT}, user_id, token_id, via, content FROM numbered
),
recorded AS (
  ${HISTORY}
  SELECT invocation_id, token_id, user_id, received_at, elapsed_us + (SELECT ${ELAPSED_HERE_US}),
    endpoint, target, success_status, 'accepted',
    request, body_size, body, feed_id, seq
  FROM numbered
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, admitted, 0, 0 FROM total ${USAGE_ADDED}
)
SELECT v.n, v.feed_id, v.seq, v.user_id, x.now_us / 1000,
  CASE WHEN v.n = 1 THEN (SELECT count(pg_notify('postern_feed', id::text)) FROM locked_feed) END,
  CASE WHEN v.n = 1 THEN (SELECT count(pg_notify('postern_token', id::text)) FROM token) END,
  ${profile.reported.join(', ')}
FROM numbered v JOIN total x ON x.token_id = v.token_id`,
  };
}
