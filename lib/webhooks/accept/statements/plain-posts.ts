import 'server-only';
import type { RateProfile } from '../../limits/profile';
import { type Acceptance, type AcceptStatement, columns, NEED, needsOf } from '../acceptance';
import { fieldsOf, parameterOf, rowsOf } from './group-posts';
import {
  ANSWERED_WITH_MEMBERS,
  answerOf,
  CLAIM,
  ELAPSED_HERE_US,
  HISTORY,
  isClaimed,
  list,
  MESSAGE,
  memberOf,
  membersOf,
  NOW_US,
  SENT_AT,
  SLOT,
  USAGE,
  USAGE_ADDED,
} from './rows';

/**
 * Statements for plain posts, what most calls are: messages into channels by their names, and nothing beside them. They accept
 * all their calls or answer no row and have touched nothing; then the whole statement (accept/statements/whole.ts) says why. They find and
 * lock what the whole one does, in the same order, and store the same, with fewer parts: a statement pays
 * for each part before it has done anything.
 */
export type PlainStatements = { one: AcceptStatement; many: StreamStatement };

/** Its parameters are grouped posts (group-posts.ts); it answers one row per stream. */
export type StreamStatement = { name: string; text: string };

/** What some of the calls need beside the post, and the others do not pay for. */
type Extras = {
  /** The channel's members are part of the answer. */
  named: boolean;
  /** An idempotency key, which must be new; else a unique violation or no row says that the whole statement is to decide. */
  keyed: boolean;
};
const EXTRAS = NEED.channelMembers | NEED.keyed;

/** The statements for these calls; undefined when one of them is no plain post. */
export type PlainPosts = (calls: readonly Acceptance[]) => PlainStatements | undefined;

/** Null for limits that count more than calls. */
export function plainStatements(profile: RateProfile): PlainPosts | null {
  const { admitsAll } = profile;
  if (admitsAll === null) return null;
  const known = new Map<number, PlainStatements>();
  return (calls) => {
    if (!calls.every(isPlainPost)) return undefined;
    let needs = 0;
    for (const call of calls) needs |= needsOf(call) & EXTRAS;
    const extras = { named: Boolean(needs & NEED.channelMembers), keyed: Boolean(needs & NEED.keyed) };
    const made = known.get(needs) ?? {
      one: onePost(profile, extras),
      many: manyPosts(profile, admitsAll, extras),
    };
    known.set(needs, made);
    return made;
  };
}

function isPlainPost(call: Acceptance): boolean {
  // Accepted calls are kept whole.
  return (
    (needsOf(call) & ~(NEED.shortRequest | NEED.intake | EXTRAS)) === NEED.channelName &&
    !call.intakeVersion &&
    call.content !== null &&
    call.receivers.kind === 'feed'
  );
}

const nameOf = (base: string, { named, keyed }: Extras) =>
  `${base}${named ? '_named' : ''}${keyed ? '_keyed' : ''}`;

const usedFor = ({ keyed }: Extras) =>
  Object.entries(columns).filter(
    ([name, { need }]) =>
      need === 0 || need === NEED.channelName || (keyed && (name === 'key_hash' || name === 'fingerprint')),
  );

/** Once for each channel, whatever the number of tokens that post there. */
const NAMED = `
audience AS MATERIALIZED (
  SELECT x.feed_id, ${membersOf('x.feed_id')} AS user_ids
  FROM (SELECT DISTINCT feed_id FROM stream WHERE ${ANSWERED_WITH_MEMBERS}) x
),`;

const CLAIMED_BEFORE = `SELECT FROM ${rowsOf('p', ['stream', 'key_hash'])} JOIN placed x ON x.n = p.stream
    WHERE ${isClaimed('x.token_id', 'p.key_hash')}`;

/** Of the same token: whoever else claims the key waits for the token's row. */
const CLAIMED = `
claimed AS (
  ${CLAIM}
  SELECT x.token_id, p.key_hash, p.fingerprint, p.invocation_id, statement_timestamp()
  FROM ${rowsOf('p', ['stream', 'invocation_id', ...fieldsOf('keys')])} JOIN stream x ON x.n = p.stream WHERE p.key_hash IS NOT NULL
),`;

function onePost(profile: RateProfile, extras: Extras): AcceptStatement {
  const { named, keyed } = extras;
  const used = usedFor(extras);
  const p: Record<string, string> = {};
  used.forEach(([name, { type }], index) => {
    p[name] = `$${index + 1}::${type}`;
  });
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  const members = named ? '(SELECT user_ids FROM audience)' : 'NULL::json';
  const answer = answerOf({ seq: 'seq', members, nowUs: 'now_us' });
  return {
    name: nameOf('postern_accept_plain', extras),
    columns: used.map(([, column]) => column),
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
      ${named ? 'AND f.intake_version = 0' : ''}
      ${keyed ? `AND ${isClaimed('t.id', p.key_hash ?? '')} IS NULL` : ''}
    FOR NO KEY UPDATE OF r, t, f
  ) t
  WHERE ${profile.admitsOne}
),${
      named
        ? `
audience AS MATERIALIZED (SELECT ${membersOf('x.feed_id')} AS user_ids FROM post x),`
        : ''
    }${
      keyed
        ? `
claimed AS (${CLAIM} SELECT token_id, ${p.key_hash}, ${p.fingerprint}, ${p.invocation_id}, statement_timestamp() FROM post),`
        : ''
    }
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
  ${HISTORY}${keyed ? ', answer' : ''})
  SELECT ${p.invocation_id}, token_id, user_id, ${p.received_at}, ${p.elapsed_us} + ${ELAPSED_HERE_US},
    ${p.endpoint}, ${p.target}, ${p.success_status}, 'accepted',
    ${p.request}, ${p.body_size}, ${p.body}, feed_id, seq${
      keyed
        ? `,
    CASE WHEN ${p.success_status} = 200 THEN ${answer} END`
        : ''
    }
  FROM post x
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, 1, 0, 0 FROM post ${USAGE_ADDED}
)
SELECT 1, feed_id, seq, user_id, now_us / 1000, ${members}, token_id,
  ${profile.reported.join(', ')}
FROM post x`,
  };
}

/**
 * Tokens, channels and limits are dealt with once per stream, rows of calls are read only where they are stored. Every row of a
 * user in `total` has the same state of its bucket, so it does not matter which one `limited` takes.
 */
function manyPosts(profile: RateProfile, admitsAll: string, extras: Extras): StreamStatement {
  const { named, keyed } = extras;
  const streams = parameterOf('sender');
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  const messageOf = ['stream', 'nth', 'content'];
  const recordOf = fieldsOf('posts').filter((name) => name !== 'content');
  const keys = keyed ? fieldsOf('keys') : [];
  const answer = answerOf({
    seq: 'x.last_seq + p.nth',
    members: named ? '(SELECT a.user_ids FROM audience a WHERE a.feed_id = x.feed_id)' : 'NULL::json',
    nowUs: `(SELECT now_us FROM ${NOW_US} moment)`,
  });
  return {
    name: nameOf('postern_accept_plain_many', extras),
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
  SELECT x.*, f.last_seq FROM found x JOIN feed f ON f.id = x.feed_id AND f.archived_at IS NULL${named ? ` AND (f.intake_version = 0 OR x.endpoint <> 'channel_incoming')` : ''} ORDER BY f.id FOR NO KEY UPDATE OF f
),
stream AS MATERIALIZED (
  SELECT * FROM placed WHERE cardinality(${streams}) = (SELECT count(*) FROM placed)${keyed ? ` AND NOT EXISTS (${CLAIMED_BEFORE})` : ''}
),${named ? NAMED : ''}${keyed ? CLAIMED : ''}
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
  ${HISTORY}${keyed ? ', answer' : ''})
  SELECT p.invocation_id, x.token_id, x.user_id, p.received_at, p.elapsed_us + (SELECT ${ELAPSED_HERE_US}),
    x.endpoint, x.target, x.success_status, 'accepted',
    p.request, p.body_size, p.body, x.feed_id, x.last_seq + p.nth${
      keyed
        ? `,
    CASE WHEN p.key_hash IS NOT NULL AND x.success_status = 200 THEN ${answer} END`
        : ''
    }
  FROM ${rowsOf('p', [...recordOf, ...keys])} JOIN stream x ON x.n = p.stream
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, admitted, 0, 0 FROM total ${USAGE_ADDED}
)
SELECT v.n, v.feed_id, v.last_seq, v.user_id, x.now_us / 1000, ${named ? 'a.user_ids' : 'NULL'}, v.token_id,
  ${profile.reported.join(', ')}
FROM stream v JOIN total x ON x.token_id = v.token_id${named ? ` LEFT JOIN audience a ON a.feed_id = v.feed_id AND v.${ANSWERED_WITH_MEMBERS}` : ''}`,
  };
}
