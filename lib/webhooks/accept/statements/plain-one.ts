import 'server-only';
import type { RateProfile } from '../../limits/profile';
import { type AcceptStatement, columns, NEED } from '../acceptance';
import { type Extras, nameOf } from './extras';
import {
  answerOf,
  CLAIM,
  ELAPSED_HERE_US,
  history,
  list,
  MESSAGE,
  MOMENT,
  membersOf,
  plainVerdict,
  SENT_AT,
  SLOT,
  USAGE,
  USAGE_ADDED,
} from './rows';
import { isClaimed, isMember, isOpen, isTreatedBy, TOKEN_STANDS } from './rules';

const usedFor = ({ keyed }: Extras) =>
  Object.entries(columns).filter(
    ([name, { need }]) =>
      need === 0 || need === NEED.channelName || (keyed && (name === 'key_hash' || name === 'fingerprint')),
  );

/** One plain post, without arrays. */
export function onePost(profile: RateProfile, extras: Extras): AcceptStatement {
  const { named, keyed } = extras;
  const used = usedFor(extras);
  const p: Record<string, string> = {};
  used.forEach(([name, { type }], index) => {
    p[name] = `$${index + 1}::${type}`;
  });
  const isAccepted = [
    TOKEN_STANDS,
    isMember('c.feed_id'),
    isOpen('f'),
    ...(named ? [isTreatedBy('0', 'f')] : []),
    ...(keyed ? [`${isClaimed('t.id', p.key_hash!)} IS NULL`] : []),
  ].join(' AND ');
  const setToken = profile.setToken ? `, ${profile.setToken}` : '';
  const members = named ? '(SELECT user_ids FROM audience)' : 'NULL::json';
  const audience = `audience AS MATERIALIZED (SELECT ${membersOf('x.feed_id')} AS user_ids FROM post x),`;
  const claimed = `claimed AS (
  ${CLAIM} SELECT token_id, ${p.key_hash}, ${p.fingerprint}, ${p.invocation_id}, statement_timestamp() FROM post
),`;
  const answer = `CASE WHEN ${p.success_status} = 200 THEN ${answerOf({ seq: 'seq', members, nowUs: 'now_us' })} END`;
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
    CROSS JOIN ${MOMENT}
    WHERE t.secret_hash = ${p.token_hash} AND ${isAccepted}
    FOR NO KEY UPDATE OF r, t, f
  ) t
  WHERE ${profile.admitsOne}
),
${named ? audience : ''}${keyed ? claimed : ''}
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
  SELECT feed_id, seq, ${SENT_AT}, NULL, user_id, NULL, token_id, via, ${p.content} FROM post
),
recorded AS (
  ${history(extras)}
  SELECT ${p.invocation_id}, token_id, user_id, ${p.received_at}, ${p.elapsed_us} + ${ELAPSED_HERE_US},
    ${p.endpoint}, ${p.target}, ${p.success_status}, 'accepted', NULL,
    ${p.request}, ${p.body_size}, ${p.body}, feed_id, seq${keyed ? `, ${answer}` : ''}
  FROM post x
),
charted AS (
  ${USAGE} SELECT token_id, ${SLOT}, 1, 0, 0 FROM post ${USAGE_ADDED}
)
SELECT 1, ${plainVerdict({ post: 'x', seq: 'seq', members, nowUs: 'now_us' })},
  ${profile.reported.join(', ')}
FROM post x`,
  };
}
