import 'server-only';
import type { RateProfile } from '../../limits/profile';
import { type Extras, nameOf } from './extras';
import { fieldsOf, parameterOf, rowsOf } from './group-posts';
import {
  answerOf,
  CLAIM,
  ELAPSED_HERE_US,
  history,
  list,
  MESSAGE,
  MOMENT,
  membersOf,
  NOW_US,
  plainVerdict,
  SENT_AT,
  SLOT,
  USAGE,
  USAGE_ADDED,
} from './rows';
import { isClaimed, isMember, isOpen, isTreatedBy, listsMembers, TOKEN_STANDS } from './rules';

/** Its parameters are grouped posts (group-posts.ts); it answers one row per bundle. */
export type BundleStatement = { name: string; text: string };

/** Read once for each channel, whatever the number of tokens that post there. */
const AUDIENCE = `
audience AS MATERIALIZED (
  SELECT x.feed_id, ${membersOf('x.feed_id')} AS user_ids
  FROM (SELECT DISTINCT feed_id FROM bundle WHERE ${listsMembers('bundle')}) x
),`;

const CLAIMED_BEFORE = `SELECT FROM ${rowsOf('p', ['bundle', 'key_hash'])} JOIN placed x ON x.n = p.bundle
    WHERE ${isClaimed('x.token_id', 'p.key_hash')}`;

/** Another call with the same key has the same token, so it waits for the token's row. */
const CLAIMED = `
claimed AS (
  ${CLAIM}
  SELECT x.token_id, p.key_hash, p.fingerprint, p.invocation_id, statement_timestamp()
  FROM ${rowsOf('p', ['bundle', 'invocation_id', ...fieldsOf('keys')])} JOIN bundle x ON x.n = p.bundle WHERE p.key_hash IS NOT NULL
),`;

/**
 * Several plain posts: tokens, channels and limits are dealt with once per bundle, rows of calls are read only where
 * they are stored. Every row of a user in `total` has the same state of its bucket, so it does not matter which one
 * `limited` takes.
 */
export function manyPosts(profile: RateProfile, admitsAll: string, extras: Extras): BundleStatement {
  const { named, keyed } = extras;
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  const recordOf = fieldsOf('posts').filter((name) => name !== 'content');
  const keys = keyed ? fieldsOf('keys') : [];
  const audience = named ? ` LEFT JOIN audience a ON a.feed_id = v.feed_id AND ${listsMembers('v')}` : '';
  const isTreated = named ? ` AND (${isTreatedBy('0', 'f')} OR NOT ${listsMembers('x')})` : '';
  const isNew = keyed ? ` AND NOT EXISTS (${CLAIMED_BEFORE})` : '';
  const answer = answerOf({
    seq: 'x.last_seq + p.nth',
    members: named ? '(SELECT a.user_ids FROM audience a WHERE a.feed_id = x.feed_id)' : 'NULL::json',
    nowUs: `(SELECT ${NOW_US})`,
  });
  const kept = keyed
    ? `, CASE WHEN p.key_hash IS NOT NULL AND x.success_status = 200 THEN ${answer} END`
    : '';
  return {
    name: nameOf('postern_accept_plain_many', extras),
    text: `WITH token AS MATERIALIZED (
  SELECT s.n, s.admitted, s.last_accepted_at, t.id, t.user_id, t.name, now_us, ${list(profile.tokenColumns)}
  FROM ${rowsOf('s', fieldsOf('senders'))}
  JOIN webhook_token t ON t.secret_hash = s.token_hash
  JOIN rate_bucket r ON r.user_id = t.user_id
  CROSS JOIN ${MOMENT}
  WHERE ${TOKEN_STANDS}
  ORDER BY t.user_id, t.id FOR NO KEY UPDATE OF r, t
),
asked AS MATERIALIZED (
  SELECT t.*, (sum(t.admitted) OVER (PARTITION BY t.user_id))::bigint AS admitted_of_user FROM token t
),
found AS MATERIALIZED (
  SELECT s.*, t.id AS token_id, t.user_id, t.name AS via, h.feed_id
  FROM ${rowsOf('s', fieldsOf('bundles'))}
  JOIN asked t ON t.n = s.sender
  JOIN channel h ON h.unique_name = s.channel_name
  WHERE ${isMember('h.feed_id')} AND ${admitsAll}
),
placed AS MATERIALIZED (
  SELECT x.*, f.last_seq FROM found x JOIN feed f ON f.id = x.feed_id AND ${isOpen('f')}${isTreated}
  ORDER BY f.id FOR NO KEY UPDATE OF f
),
bundle AS MATERIALIZED (
  SELECT * FROM placed WHERE cardinality(${parameterOf('sender')}) = (SELECT count(*) FROM placed)${isNew}
),${named ? AUDIENCE : ''}${keyed ? CLAIMED : ''}
total AS MATERIALIZED (
  SELECT id AS token_id, user_id, now_us, admitted, last_accepted_at,
    ${list(profile.after((count) => `${count}_of_user`))}
  FROM asked
  WHERE EXISTS (SELECT FROM bundle)
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
  FROM (SELECT feed_id, sum(posts) AS posts FROM bundle GROUP BY feed_id) x WHERE f.id = x.feed_id
),
stored AS (
  ${MESSAGE}
  SELECT x.feed_id, x.last_seq + p.nth, ${SENT_AT}, NULL, x.user_id, NULL, x.token_id, x.via, p.content
  FROM ${rowsOf('p', ['bundle', 'nth', 'content'])} JOIN bundle x ON x.n = p.bundle
),
recorded AS (
  ${history(extras)}
  SELECT p.invocation_id, x.token_id, x.user_id, p.received_at, p.elapsed_us + (SELECT ${ELAPSED_HERE_US}),
    x.endpoint, x.target, x.success_status, 'accepted', NULL,
    p.request, p.body_size, p.body, x.feed_id, x.last_seq + p.nth${kept}
  FROM ${rowsOf('p', [...recordOf, ...keys])} JOIN bundle x ON x.n = p.bundle
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, admitted, 0, 0 FROM total ${USAGE_ADDED}
)
SELECT v.n, ${plainVerdict({ post: 'v', seq: 'v.last_seq', members: named ? 'a.user_ids' : 'NULL', nowUs: 'x.now_us' })},
  ${profile.reported.join(', ')}
FROM bundle v JOIN total x ON x.token_id = v.token_id${audience}`,
  };
}
