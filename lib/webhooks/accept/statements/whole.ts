import 'server-only';
import { statusOf } from '@/lib/errors';
import { groupParts } from '@/lib/message-groups/group-sql';
import { FAILED_CODES } from '@/lib/webhook-tokens/policies/outcome-policy';
import { REFUSAL_QUOTA } from '@/lib/webhook-tokens/policies/refusal-quota-policy';
import { USAGE_SLOT_MINUTES } from '@/lib/webhook-tokens/policies/usage-slot-policy';
import { IDEMPOTENCY_HOURS } from '../../limits/idempotency-policy';
import type { RateProfile } from '../../limits/profile';
import { type AcceptStatement, type Column, columns, NEED } from '../acceptance';
import { ownerReasons } from '../owner-reasons';
import { addressedSql, isEligible } from './address';
import { lockedFeeds, toEverybody, toRecipients } from './effects';

/**
 * The one statement of the accept path, made of what the calls of a batch need. They come in as arrays; one row per call goes
 * out with the verdict (`code` null: accepted). Users' limits and tokens, then feeds are locked, each in the
 * order of their ids, so that batches never wait for each other in a circle; at READ COMMITTED a locked row is
 * its newest version, so that a switch that has answered is never overtaken.
 */
export function acceptStatement(needs: number, profile: RateProfile): AcceptStatement {
  const used = Object.entries(columns).filter(([, { need }]) => need === 0 || needs & need);
  const many = Boolean(needs & NEED.many);
  const keyed = Boolean(needs & NEED.keyed);
  const recipients = Boolean(needs & NEED.recipients);
  const isLocked = Boolean(needs & (NEED.many | NEED.keyed | NEED.chat | NEED.recipients));
  const parts = [
    callsSql(used, many, profile),
    many ? limitsSql(needs, profile) : '',
    addressedSql(needs, profile),
    isLocked ? lockedFeeds(needs) : '',
    keyed ? CLAIMED : '',
    recipients ? toRecipients(keyed, Boolean(needs & NEED.parent)) : toEverybody(many, keyed, isLocked),
    needs & LISTS_MEMBERS ? readMembersSql(needs) : '',
    needs & NEED.files ? ATTACHED : '',
    needs & NEED.group ? groupParts(Boolean(needs & NEED.chat)) : '',
    refusedSql(needs),
    recordedSql(needs),
    countedSql(needs, profile),
  ];
  return {
    name: `postern_accept_${needs}`,
    text: `WITH ${parts.filter(Boolean).join(',\n')}\n${answerSql(needs, profile)}`,
    columns: used.map(([, column]) => column),
  };
}

type Used = [name: string, column: Column][];

/** What comes in, the moment, and the tokens: found by hash, locked, with what is left of their limits. */
function callsSql(used: Used, many: boolean, profile: RateProfile): string {
  const arrays = used.map(([, { type }], index) => `$${index + 1}::${type}[]`).join(', ');
  const values = used.map(([name, { type }], index) => `$${index + 1}::${type} AS ${name}`).join(', ');
  const names = used.map(([name]) => name).join(', ');
  const calls = many
    ? `SELECT * FROM unnest(${arrays}) WITH ORDINALITY AS c(${names}, n)`
    : `SELECT ${values}, 1::bigint AS n`;
  const limits = Object.entries(profile.tokenColumns).map(([name, sql]) => `, ${sql} AS ${name}`);
  return `call AS ${many ? '' : 'NOT '}MATERIALIZED (
  ${calls}
),
moment AS MATERIALIZED (
  SELECT date_trunc('milliseconds', statement_timestamp()) AS sent_at,
    (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us,
    date_bin('${USAGE_SLOT_MINUTES} minutes', statement_timestamp(), '2000-01-01T00:00:00Z') AS slot,
    date_bin('1 hour', statement_timestamp(), '2000-01-01T00:00:00Z') AS hour
),
token AS MATERIALIZED (
  SELECT t.id, t.user_id, t.name, t.secret_hash, t.enabled, t.owner_active, now_us,
    CASE WHEN t.refusal_hour = moment.hour THEN t.refusals_in_hour ELSE 0 END AS refused_before${limits.join('')}
  FROM rate_bucket r JOIN webhook_token t ON t.user_id = r.user_id CROSS JOIN moment
  WHERE t.secret_hash = ${many ? 'ANY($1::bytea[]) ORDER BY t.user_id, t.id' : '$1::bytea'} FOR NO KEY UPDATE OF r, t
)`;
}

/** Which calls of a batch are within the limits: ranked only where a token asks for more than is left. */
function limitsSql(needs: number, profile: RateProfile): string {
  const calls = (more = '') =>
    `FROM call c JOIN token t ON t.secret_hash = c.token_hash${more} WHERE ${isEligible(needs)}`;
  return `asked AS MATERIALIZED (${profile.asked(calls())}),
ranked AS MATERIALIZED (${profile.ranked(calls(' JOIN asked a ON a.token_id = t.id AND NOT a.fits'))})`;
}

/**
 * Keys are claimed by accepted calls only. The insert waits for a claim that is just being made elsewhere and returns it, which
 * no read in this statement's snapshot could.
 */
const CLAIMED = `claimed AS MATERIALIZED (
  INSERT INTO idempotency_key AS k (token_id, key_hash, fingerprint, invocation_id, created_at)
  SELECT DISTINCT ON (token_id, key_hash) token_id, key_hash, fingerprint, invocation_id, statement_timestamp()
  FROM addressed WHERE key_hash IS NOT NULL AND obstacle IS NULL
    AND (content IS NULL OR feed_id IN (SELECT id FROM locked_feed)) ORDER BY token_id, key_hash, n
  ON CONFLICT (token_id, key_hash) DO UPDATE SET (fingerprint, invocation_id, created_at) = (
    SELECT * FROM (
      SELECT k.fingerprint, k.invocation_id, k.created_at
      WHERE k.created_at > statement_timestamp() - interval '${IDEMPOTENCY_HOURS} hours'
        AND k.created_at < statement_timestamp() + interval '1 minute'
      UNION ALL SELECT excluded.fingerprint, excluded.invocation_id, excluded.created_at
    ) remembered LIMIT 1
  )
  RETURNING token_id, key_hash, fingerprint, invocation_id
),
settled AS MATERIALIZED (
  SELECT a.*, CASE
    WHEN k.invocation_id IS NULL OR k.invocation_id = a.invocation_id THEN a.obstacle
    WHEN a.any_content OR k.fingerprint = a.fingerprint THEN 'replayed/' || k.invocation_id
    ELSE 'idempotency_key_reused/'
  END AS hindrance, k.fingerprint <> a.fingerprint AS other_content
  FROM addressed a LEFT JOIN claimed k
    ON k.token_id = a.token_id AND k.key_hash = a.key_hash AND a.obstacle IS NULL
)`;

/** Files become the message's with the message; without it they stay nobody's, and are removed. */
const ATTACHED = `attached AS (
  UPDATE file f SET feed_id = v.feed_id, message_seq = v.seq
  FROM verdict v CROSS JOIN LATERAL unnest(string_to_array(v.file_ids, ',')::uuid[]) AS named_file(id)
  WHERE f.id = named_file.id AND v.seq IS NOT NULL
)`;

const literal = (json: unknown) => `'${JSON.stringify(json).replaceAll("'", "''")}'::jsonb`;
const STATUSES = literal(statusOf);
const REASONS = literal(ownerReasons);

const LISTS_MEMBERS = NEED.bot | NEED.application | NEED.channelMembers;

/** Whose members get what is posted: a thread is read by those of its conversation. */
const audience = (needs: number) =>
  needs & NEED.chat ? 'coalesce(v.parent_feed_id, v.feed_id)' : 'v.feed_id';

/** Who belongs to the feeds that got something: read once for all calls of a batch. */
const readMembersSql = (needs: number) => `members AS MATERIALIZED (
  SELECT m.feed_id, json_agg(m.user_id ORDER BY m.user_id) AS user_ids
  FROM feed_member m JOIN "user" u ON u.id = m.user_id
  WHERE u.deactivated_at IS NULL
    AND m.feed_id IN (SELECT ${audience(needs)} FROM verdict v WHERE v.seq IS NOT NULL AND v.success_status <> 204)
  GROUP BY m.feed_id
)`;

const INTO_CHANNEL = `v.endpoint IN ('channel_incoming', 'channel_incoming_by_id')`;

/** Whom a message to everybody reaches: asked for only where the answer lists them. */
function membersSql(needs: number): string {
  if (!(needs & LISTS_MEMBERS)) return 'NULL::json';
  const unless = needs & NEED.channelMembers ? ` OR ${INTO_CHANNEL}` : '';
  const elsewhere = [
    needs & NEED.channelName ? ` AND (v.channel_name IS NULL${unless})` : '',
    needs & NEED.channelId ? ` AND (v.channel_id IS NULL${unless})` : '',
    needs & NEED.chat ? ` AND (v.chat_feed IS NULL${unless})` : '',
    needs & NEED.recipients ? ` AND v.receivers IN ('feed', 'broadcast')` : '',
  ].join('');
  return `CASE WHEN v.seq IS NOT NULL AND v.success_status <> 204${elsewhere}
    THEN (SELECT y.user_ids FROM members y WHERE y.feed_id = ${audience(needs)}) END`;
}

const BODY = `CASE WHEN v.body IS NULL AND v.seq IS NULL THEN convert_to(v.content, 'UTF8') ELSE v.body END`;

/** A call that was treated by other settings than its target's is sent again at once: of this one nothing is kept or counted. */
const stands = (needs: number) =>
  needs & NEED.intake ? " AND v.code IS DISTINCT FROM 'intake_changed'" : '';

/** Refused calls, each with its place among those of its token in this hour; what is beyond the quota is only counted. */
function refusedSql(needs: number): string {
  const many = Boolean(needs & NEED.many);
  const place = many ? 'row_number() OVER (PARTITION BY v.token_id ORDER BY v.n)' : '1';
  return `refused AS MATERIALIZED (
  SELECT v.n, v.token_id, ${FAILED} AS is_failed, t.refused_before + ${place} AS nth
  FROM verdict v JOIN token t ON t.id = v.token_id WHERE ${REFUSED}${stands(needs)}
),
omitted AS (
  INSERT INTO omitted_refusal AS o (token_id, minute, refused, failed)
  SELECT token_id, date_bin('1 minute', statement_timestamp(), '2000-01-01T00:00:00Z'),
    count(*) FILTER (WHERE NOT is_failed), count(*) FILTER (WHERE is_failed)
  FROM refused WHERE nth > ${REFUSAL_QUOTA.rows} GROUP BY token_id
  ON CONFLICT (token_id, minute) DO UPDATE SET refused = o.refused + excluded.refused, failed = o.failed + excluded.failed
)`;
}

/** The history: one row for each call of a known token, of refused ones as many as the quota allows. */
function recordedSql(needs: number): string {
  const keyed = needs & NEED.keyed;
  const answer = `CASE WHEN v.key_hash IS NOT NULL AND v.code IS NULL AND (v.success_status = 200 OR v.extra IS NOT NULL) THEN json_build_object(
      'userId', v.user_id, 'feedId', v.feed_id, 'botId', v.bot_id, 'seq', v.seq, 'messages', v.messages, 'members', ${membersSql(needs)},
      'sentAtMs', (SELECT now_us FROM moment) / 1000, 'extra', v.extra)::text END`;
  return `recorded AS (
  INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, reason,
    request, body_size, body, feed_id, message_seq${keyed ? ', answer' : ''})
  SELECT v.invocation_id, v.token_id, v.user_id, v.received_at,
    v.elapsed_us + (SELECT (extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000)::int),
    v.endpoint, CASE WHEN r.nth IS NULL THEN v.target ELSE left(v.target, ${REFUSAL_QUOTA.targetCharacters}) END,
    CASE WHEN v.code IS NULL${keyed ? " OR v.code = 'replayed'" : ''} THEN v.success_status ELSE (${STATUSES} ->> v.code)::smallint END,
    coalesce(v.code, ${needs & NEED.test ? "CASE WHEN v.is_test THEN 'test' ELSE 'accepted' END" : "'accepted'"}),
    ${keyed ? "CASE WHEN v.code = 'replayed' THEN 'The same idempotency key as call ' || v.why || CASE WHEN v.other_content THEN ', with other content' ELSE '' END ELSE " : ''}CASE WHEN v.code IS NOT NULL THEN coalesce(${REASONS} ->> v.why${needs & NEED.refusal ? `, ${OWN_REASON}` : ''}) END${keyed ? ' END' : ''},
    ${needs & NEED.shortRequest ? 'CASE WHEN r.nth IS NULL THEN v.request ELSE coalesce(v.request_short, v.request) END' : 'v.request'}, v.body_size,
    CASE
      WHEN r.nth IS NULL THEN ${BODY}
      WHEN r.nth <= ${REFUSAL_QUOTA.bodies} THEN substring(${BODY} FROM 1 FOR ${REFUSAL_QUOTA.bodyBytes})
    END,
    v.feed_id, v.seq${keyed ? `, ${answer}` : ''}
  FROM verdict v LEFT JOIN refused r ON r.n = v.n
  WHERE v.token_id IS NOT NULL AND (r.nth IS NULL OR r.nth <= ${REFUSAL_QUOTA.rows})${stands(needs)}
)`;
}

/** What the call brought along says why only where it is refused for that, not for its target or limits. */
const OWN_REASON = 'CASE WHEN v.code IN (v.early_code, v.body_code) THEN v.reason END';

/** Neither accepted (null) nor the answer of before given again; failed calls are among these. */
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
  const after = Object.entries(
    profile.after((name) => (many ? `(sum(${name}) OVER (PARTITION BY user_id))::bigint` : name)),
  ).map(([name, sql]) => `${sql} AS ${name}`);
  const last = (condition: string) =>
    many ? `max(v.received_at) FILTER (WHERE ${condition})` : `CASE WHEN ${condition} THEN v.received_at END`;
  return `total AS MATERIALIZED (
  SELECT token_id, user_id, now_us, refused_before, accepted, refused, failed, last_accepted_at, last_refused_at, ${after.join(', ')}
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
  INSERT INTO usage_slot AS s (token_id, slot, accepted, refused, failed)
  SELECT x.token_id, (SELECT slot FROM moment), x.accepted, x.refused - x.failed, x.failed FROM total x
  ON CONFLICT (token_id, slot) DO UPDATE
  SET accepted = s.accepted + excluded.accepted, refused = s.refused + excluded.refused, failed = s.failed + excluded.failed
),
limited AS (
  UPDATE rate_bucket r SET ${profile.setBucket}
  FROM ${many ? '(SELECT DISTINCT ON (user_id) * FROM total)' : 'total'} x WHERE r.user_id = x.user_id
)`;
}

/** Verdicts in any order, told apart by `n`; the first has what the batch made new, to be announced after the commit. */
function answerSql(needs: number, profile: RateProfile): string {
  // A thread's conversation shows how many replies it has.
  const replies =
    needs & NEED.chat
      ? `
    (SELECT string_agg('thread ' || h.parent_feed_id || '/' || h.parent_seq, ',') FROM advanced a JOIN thread h USING (feed_id)),`
      : '';
  // Nobody waits for the disk where nothing was accepted: such a call answers as soon as one with an unknown token.
  const unhurried = `(SELECT count(set_config('synchronous_commit', 'off', true)) WHERE NOT EXISTS (SELECT FROM verdict WHERE code IS NULL))`;
  const news = `concat_ws(',', (SELECT string_agg('feed ' || feed_id, ',') FROM advanced),${replies}
    (SELECT string_agg('token ' || id, ',') FROM token))`;
  return `SELECT v.n, v.code, v.why, v.feed_id, v.seq, v.bot_id, v.user_id, v.messages, ${membersSql(needs)} AS members,
  (SELECT now_us FROM moment) / 1000 AS sent_at_ms, CASE WHEN v.n = 1 THEN ${unhurried} END AS unhurried,
  CASE WHEN v.n = 1 THEN nullif(${news}, '') END AS news,
  ${profile.reported.join(', ')}
FROM verdict v LEFT JOIN total x ON x.token_id = v.token_id`;
}
