import 'server-only';
import { USAGE_SLOT_MINUTES } from '@/lib/webhook-tokens/usage-slot-policy';
import { type Acceptance, type AcceptStatement, columns, NEED, needsOf } from './accept-columns';
import { fieldsOf, parameterOf, rowsOf } from './group-posts';
import type { RateProfile } from './rate-profile';

/**
 * Statements for plain posts, what most calls are: messages into channels by their names, and nothing beside them. They accept
 * all their calls or answer no row and have touched nothing; then the whole statement (accept-sql.ts) says why. They find and
 * lock what the whole one does, in the same order, and store the same, with fewer parts: a statement pays
 * for each part before it has done anything.
 */
export type PlainStatements = { one: AcceptStatement; many: StreamStatement };

/** Its parameters are grouped posts (group-posts.ts); it answers one row per stream. */
export type StreamStatement = { name: string; text: string };

/** Null for limits that count more than calls. */
export function plainStatements(profile: RateProfile): PlainStatements | null {
  const { admitsAll } = profile;
  return admitsAll === null ? null : { one: onePost(profile), many: manyPosts(profile, admitsAll) };
}

export function isPlainPost(call: Acceptance): boolean {
  // Accepted calls are kept whole.
  return (
    (needsOf(call) & ~NEED.shortRequest) === NEED.channelName &&
    call.content !== null &&
    call.receivers === 'feed'
  );
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
    WHERE t.secret_hash = ${p.token_hash} AND t.enabled AND t.owner_active AND ${memberOf('c.feed_id')} AND f.archived_at IS NULL
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

/**
 * Tokens, channels and limits are dealt with once per stream, rows of calls are read only where they are stored. Every row of a
 * user in `total` has the same state of its bucket, so it does not matter which one `limited` takes.
 */
function manyPosts(profile: RateProfile, admitsAll: string): StreamStatement {
  const streams = parameterOf('sender');
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  const messageOf = ['stream', 'nth', 'content'];
  const recordOf = fieldsOf('posts').filter((name) => name !== 'content');
  return {
    name: 'postern_accept_plain_many',
    text: `WITH token AS MATERIALIZED (
  SELECT s.n, s.admitted, s.last_accepted_at, t.id, t.user_id, t.name, now_us, ${list(profile.tokenColumns)}
  FROM ${rowsOf('s', fieldsOf('senders'))}
  JOIN webhook_token t ON t.secret_hash = s.token_hash
  JOIN rate_bucket r ON r.user_id = t.user_id
  CROSS JOIN ${NOW_US} moment
  WHERE t.enabled AND t.owner_active
  ORDER BY t.user_id, t.id FOR NO KEY UPDATE OF r, t
),
asked AS MATERIALIZED (
  SELECT t.*, (sum(t.admitted) OVER (PARTITION BY t.user_id))::bigint AS admitted_of_user FROM token t
),
found AS MATERIALIZED (
  SELECT s.*, t.id AS token_id, t.user_id, t.name AS via, h.feed_id
  FROM ${rowsOf('s', fieldsOf('streams'))}
  JOIN asked t ON t.n = s.sender
  JOIN channel h ON h.unique_name = s.channel_name
  WHERE ${memberOf('h.feed_id')} AND ${admitsAll}
),
placed AS MATERIALIZED (
  SELECT x.*, f.last_seq FROM found x JOIN feed f ON f.id = x.feed_id AND f.archived_at IS NULL ORDER BY f.id FOR NO KEY UPDATE OF f
),
stream AS MATERIALIZED (
  SELECT * FROM placed WHERE cardinality(${streams}) = (SELECT count(*) FROM placed)
),
total AS MATERIALIZED (
  SELECT id AS token_id, user_id, now_us, admitted, last_accepted_at,
    ${list(profile.after((count) => `${count}_of_user`))}
  FROM asked
  WHERE EXISTS (SELECT FROM stream)
),
limited AS (
  UPDATE rate_bucket r SET ${profile.setBucket} FROM total x WHERE r.user_id = x.user_id
),
counted AS (
  UPDATE webhook_token t
  SET invocations = t.invocations + x.admitted, last_invoked_at = greatest(t.last_invoked_at, x.last_accepted_at)${setToken}
  FROM total x WHERE t.id = x.token_id
),
advanced AS (
  UPDATE feed f SET last_seq = f.last_seq + x.posts
  FROM (SELECT feed_id, sum(posts) AS posts FROM stream GROUP BY feed_id) x WHERE f.id = x.feed_id
),
stored AS (
  ${MESSAGE}
  SELECT x.feed_id, x.last_seq + p.nth, ${SENT_AT}, x.user_id, x.token_id, x.via, p.content
  FROM ${rowsOf('p', messageOf)} JOIN stream x ON x.n = p.stream
),
recorded AS (
  ${HISTORY}
  SELECT p.invocation_id, x.token_id, x.user_id, p.received_at, p.elapsed_us + (SELECT ${ELAPSED_HERE_US}),
    x.endpoint, x.target, x.success_status, 'accepted',
    p.request, p.body_size, p.body, x.feed_id, x.last_seq + p.nth
  FROM ${rowsOf('p', recordOf)} JOIN stream x ON x.n = p.stream
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, admitted, 0, 0 FROM total ${USAGE_ADDED}
)
SELECT v.n, v.feed_id, v.last_seq, v.user_id, x.now_us / 1000,
  pg_notify('postern_feed', v.feed_id::text), pg_notify('postern_token', v.token_id::text),
  ${profile.reported.join(', ')}
FROM stream v JOIN total x ON x.token_id = v.token_id`,
  };
}
