import 'server-only';
import { groupParts } from '@/lib/message-groups/group-sql';
import { IDEMPOTENCY_HOURS } from '../../limits/idempotency-policy';
import type { RateProfile } from '../../limits/profile';
import { type AcceptStatement, type Column, columns, NEED } from '../acceptance';
import { addressedSql, isEligible } from './address';
import { listedMembers, readMembers } from './audience';
import { lockedFeeds, toEverybody, toRecipients } from './effects';
import { recordParts } from './record';
import { CLAIM, HOUR, list, NOW_US, SENT_AT, SLOT } from './rows';

/**
 * The statement for batches that no plain one takes, made of what their calls need. Several calls come in as arrays, one
 * alone as scalars; one row per call goes out with the verdict (`code` null: accepted). Users' limits and tokens, then
 * feeds are locked, each in the order of their ids, so that batches never wait for each other in a circle; at READ
 * COMMITTED a locked row is its newest version, so that a switch that has answered is never overtaken.
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
    readMembers(needs),
    needs & NEED.files ? ATTACHED : '',
    needs & NEED.group ? groupParts(Boolean(needs & NEED.chat)) : '',
    ...recordParts(needs, profile),
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
  return `call AS ${many ? '' : 'NOT '}MATERIALIZED (
  ${calls}
),
moment AS MATERIALIZED (
  SELECT ${SENT_AT} AS sent_at, ${NOW_US} AS now_us, ${SLOT} AS slot, ${HOUR} AS hour
),
token AS MATERIALIZED (
  SELECT t.id, t.user_id, t.name, t.secret_hash, t.enabled, t.owner_active, now_us,
    CASE WHEN t.refusal_hour = moment.hour THEN t.refusals_in_hour ELSE 0 END AS refused_before,
    ${list(profile.tokenColumns)}
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
  ${CLAIM}
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

/** Verdicts in any order, told apart by `n`; the first has what the batch made new, to be announced after the commit. */
function answerSql(needs: number, profile: RateProfile): string {
  // A thread's conversation shows how many replies it has.
  const replies =
    needs & NEED.chat
      ? `
    (SELECT string_agg('thread ' || h.parent_feed_id || '/' || h.parent_seq, ',') FROM advanced a JOIN thread h USING (feed_id)),`
      : '';
  // Somebody who had no message of this bot or extension before has one more feed from now on.
  const joined =
    needs & NEED.recipients
      ? `
    (SELECT string_agg(DISTINCT 'access ' || user_id, ',') FROM joined),`
      : '';
  // Nobody waits for the disk where nothing was accepted: such a call answers as soon as one with an unknown token.
  const unhurried = `(SELECT count(set_config('synchronous_commit', 'off', true)) WHERE NOT EXISTS (SELECT FROM verdict WHERE code IS NULL))`;
  const news = `concat_ws(',', (SELECT string_agg('feed ' || feed_id, ',') FROM advanced),${replies}${joined}
    (SELECT string_agg('token ' || id, ',') FROM token))`;
  return `SELECT v.n, v.code, v.why, v.feed_id, v.seq, v.bot_id, v.user_id, v.messages, ${listedMembers(needs)} AS members,
  (SELECT now_us FROM moment) / 1000 AS sent_at_ms, CASE WHEN v.n = 1 THEN ${unhurried} END AS unhurried,
  CASE WHEN v.n = 1 THEN nullif(${news}, '') END AS news,
  ${profile.reported.join(', ')}
FROM verdict v LEFT JOIN total x ON x.token_id = v.token_id`;
}
