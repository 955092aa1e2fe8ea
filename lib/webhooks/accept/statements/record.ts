import 'server-only';
import { statusOf } from '@/lib/errors';
import { FAILED_CODES } from '@/lib/webhook-tokens/policies/outcome-policy';
import { REFUSAL_QUOTA } from '@/lib/webhook-tokens/policies/refusal-quota-policy';
import type { RateProfile } from '../../limits/profile';
import { NEED } from '../acceptance';
import { reasonTexts } from '../reason-texts';
import { listedMembers } from './audience';
import { answerOf, ELAPSED_HERE_US, history, list, MINUTE, USAGE, USAGE_ADDED } from './rows';

/** The parts of the whole statement that keep something of each call: history, counters and limits. */
export const recordParts = (needs: number, profile: RateProfile): string[] => [
  refusedSql(needs),
  recordedSql(needs),
  countedSql(needs, profile),
];

const literal = (json: unknown) => `'${JSON.stringify(json).replaceAll("'", "''")}'::jsonb`;
const STATUSES = literal(statusOf);
const REASONS = literal(reasonTexts);

const BODY = `CASE WHEN v.body IS NULL AND v.seq IS NULL THEN convert_to(v.content, 'UTF8') ELSE v.body END`;

/** Nothing is kept or counted of a call that was treated by outdated settings: it is treated again at once. */
const stands = (needs: number) =>
  needs & NEED.intake ? " AND v.code IS DISTINCT FROM 'intake_changed'" : '';

/** Refused calls, each with its place among those of its token in this hour; calls beyond the quota are only counted. */
function refusedSql(needs: number): string {
  const many = Boolean(needs & NEED.many);
  const place = many ? 'row_number() OVER (PARTITION BY v.token_id ORDER BY v.n)' : '1';
  return `refused AS MATERIALIZED (
  SELECT v.n, v.token_id, ${FAILED} AS is_failed, t.refused_before + ${place} AS nth
  FROM verdict v JOIN token t ON t.id = v.token_id WHERE ${REFUSED}${stands(needs)}
),
omitted AS (
  INSERT INTO omitted_refusal AS o (token_id, minute, refused, failed)
  SELECT token_id, ${MINUTE},
    count(*) FILTER (WHERE NOT is_failed), count(*) FILTER (WHERE is_failed)
  FROM refused WHERE nth > ${REFUSAL_QUOTA.rows} GROUP BY token_id
  ON CONFLICT (token_id, minute) DO UPDATE SET refused = o.refused + excluded.refused, failed = o.failed + excluded.failed
)`;
}

/** The history: one row for each call of a known token, and for as many refused ones as the quota allows. */
function recordedSql(needs: number): string {
  const keyed = Boolean(needs & NEED.keyed);
  const answer = answerOf({
    userId: 'v.user_id',
    feedId: 'v.feed_id',
    botId: 'v.bot_id',
    seq: 'v.seq',
    messages: 'v.messages',
    members: listedMembers(needs),
    extra: 'v.extra',
    nowUs: '(SELECT now_us FROM moment)',
  });
  const isAnswered = `v.key_hash IS NOT NULL AND v.code IS NULL AND (v.success_status = 200 OR v.extra IS NOT NULL)`;
  const ownReason = needs & NEED.refusal ? `, ${OWN_REASON}` : '';
  const reason = `CASE WHEN v.code IS NOT NULL THEN coalesce(${REASONS} ->> v.why${ownReason}) END`;
  return `recorded AS (
  ${history({ keyed })}
  SELECT v.invocation_id, v.token_id, v.user_id, v.received_at,
    v.elapsed_us + (SELECT ${ELAPSED_HERE_US}),
    v.endpoint, CASE WHEN r.nth IS NULL THEN v.target ELSE left(v.target, ${REFUSAL_QUOTA.targetCharacters}) END,
    CASE WHEN v.code IS NULL${keyed ? " OR v.code = 'replayed'" : ''} THEN v.success_status ELSE (${STATUSES} ->> v.code)::smallint END,
    coalesce(v.code, ${needs & NEED.test ? "CASE WHEN v.is_test THEN 'test' ELSE 'accepted' END" : "'accepted'"}),
    ${keyed ? `CASE WHEN v.code = 'replayed' THEN ${REPLAYED} ELSE ${reason} END` : reason},
    ${needs & NEED.shortRequest ? 'CASE WHEN r.nth IS NULL THEN v.request ELSE coalesce(v.request_short, v.request) END' : 'v.request'}, v.body_size,
    CASE
      WHEN r.nth IS NULL THEN ${BODY}
      WHEN r.nth <= ${REFUSAL_QUOTA.bodies} THEN substring(${BODY} FROM 1 FOR ${REFUSAL_QUOTA.bodyBytes})
    END,
    v.feed_id, v.seq${keyed ? `, CASE WHEN ${isAnswered} THEN ${answer} END` : ''}
  FROM verdict v LEFT JOIN refused r ON r.n = v.n
  WHERE v.token_id IS NOT NULL AND (r.nth IS NULL OR r.nth <= ${REFUSAL_QUOTA.rows})${stands(needs)}
)`;
}

/** For the owner of a call whose first answer was given again. */
const REPLAYED = `'The same idempotency key as call ' || v.why || CASE WHEN v.other_content THEN ', with other content' ELSE '' END`;

/** The reason that the call brought along, where it is refused for that, not for its target or limits. */
const OWN_REASON = 'CASE WHEN v.code IN (v.early_code, v.body_code) THEN v.reason END';

/** Neither accepted (null) nor replayed; failed calls are among the refused ones. */
const REFUSED = `v.code <> 'replayed'`;

/** The call was good, its handler or the server was not. */
const FAILED = `v.code IN (${FAILED_CODES.map((code) => `'${code}'`).join(', ')})`;

/** Counters and limits, on the rows that are locked since the beginning. */
function countedSql(needs: number, profile: RateProfile): string {
  const many = Boolean(needs & NEED.many);
  const accepted = `v.code IS NULL${needs & NEED.test ? ' AND NOT v.is_test' : ''}`;
  const carried = ['refused_before', ...Object.keys(profile.tokenColumns)].map((name) => `t.${name}`);
  const count = (condition: string) =>
    many ? `count(*) FILTER (WHERE ${condition})` : `CASE WHEN ${condition} THEN 1 ELSE 0 END`;
  const counts = { admitted: 'v.admitted', ...profile.counts };
  const counted = Object.entries(counts).map(([name, condition]) => `${count(condition)} AS ${name}`);
  const after = list(
    profile.after((name) => (many ? `(sum(${name}) OVER (PARTITION BY user_id))::bigint` : name)),
  );
  const last = (condition: string) =>
    many ? `max(v.received_at) FILTER (WHERE ${condition})` : `CASE WHEN ${condition} THEN v.received_at END`;
  return `total AS MATERIALIZED (
  SELECT token_id, user_id, now_us, refused_before, accepted, refused, failed, last_accepted_at, last_refused_at, ${after}
  FROM (
    SELECT t.id AS token_id, t.user_id, t.now_us, ${carried.join(', ')},
      ${count(accepted)} AS accepted, ${last(accepted)} AS last_accepted_at,
      ${count(REFUSED)} AS refused, ${last(REFUSED)} AS last_refused_at,
      ${count(FAILED)} AS failed, ${counted.join(', ')}
    FROM verdict v JOIN token t ON t.id = v.token_id${stands(needs)}
    ${many ? `GROUP BY t.id, t.user_id, t.now_us, ${carried.join(', ')}` : ''}
  ) counted
),
counted AS (
  UPDATE webhook_token t
  SET invocations = t.invocations + x.accepted, refusals = t.refusals + x.refused,
    refusal_hour = CASE WHEN x.refused = 0 THEN t.refusal_hour ELSE (SELECT hour FROM moment) END,
    refusals_in_hour = CASE WHEN x.refused = 0 THEN t.refusals_in_hour ELSE x.refused_before + x.refused END,
    last_invoked_at = greatest(t.last_invoked_at, x.last_accepted_at),
    last_refused_at = greatest(t.last_refused_at, x.last_refused_at)${profile.setToken ? `, ${profile.setToken}` : ''}
  FROM total x WHERE t.id = x.token_id
),
charted AS (
  ${USAGE}
  SELECT x.token_id, (SELECT slot FROM moment), x.accepted, x.refused - x.failed, x.failed FROM total x
  ${USAGE_ADDED}, refused = s.refused + excluded.refused, failed = s.failed + excluded.failed
),
limited AS (
  UPDATE rate_bucket r SET ${profile.setBucket}
  FROM ${many ? '(SELECT DISTINCT ON (user_id) * FROM total)' : 'total'} x WHERE r.user_id = x.user_id
)`;
}
