import 'server-only';
import { USAGE_SLOT_MINUTES } from '@/lib/webhook-tokens/policies/usage-slot-policy';
import { isActive } from './rules';

// The rows that calls leave behind, and what is read for their answers, as SQL that the statements share.

export const list = (named: Readonly<Record<string, string>>) =>
  Object.entries(named)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');

export const NOW_US = '(extract(epoch FROM statement_timestamp()) * 1000000)::bigint';
export const MOMENT = `(SELECT ${NOW_US} AS now_us) moment`;
export const SENT_AT = `date_trunc('milliseconds', statement_timestamp())`;
const since = (width: string) => `date_bin('${width}', statement_timestamp(), '2000-01-01T00:00:00Z')`;
export const SLOT = since(`${USAGE_SLOT_MINUTES} minutes`);
export const HOUR = since('1 hour');
export const MINUTE = since('1 minute');
export const ELAPSED_HERE_US =
  '(extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000)::int';

export const MESSAGE =
  'INSERT INTO message (feed_id, seq, sent_at, recipient_id, sender_id, bot_id, token_id, via, content)';
/** `answer`: for a retry with the same idempotency key. */
export const history = ({ keyed }: { keyed: boolean }) =>
  `INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome, reason,
    request, body_size, body, feed_id, message_seq${keyed ? ', answer' : ''})`;
export const CLAIM =
  'INSERT INTO idempotency_key AS k (token_id, key_hash, fingerprint, invocation_id, created_at)';
export const USAGE = 'INSERT INTO usage_slot AS s (token_id, slot, accepted, refused, failed)';
export const USAGE_ADDED =
  'ON CONFLICT (token_id, slot) DO UPDATE SET accepted = s.accepted + excluded.accepted';

/** The people that a message for everybody in a feed reaches, of `feed_member m`. */
export const MEMBERS = 'json_agg(m.user_id ORDER BY m.user_id)';
export const AMONG_MEMBERS = `feed_member m JOIN "user" u ON u.id = m.user_id AND ${isActive('u')}`;

/** The members of one feed: a subquery for each, so that its index is read and nothing else. */
export const membersOf = (feed: string) => `(
  SELECT ${MEMBERS} FROM ${AMONG_MEMBERS} WHERE m.feed_id = ${feed}
)`;

type Parts = Readonly<Record<'seq' | 'members' | 'nowUs', string>> &
  Partial<Record<'userId' | 'feedId' | 'botId' | 'messages' | 'extra', string>>;

/** The stored answer for a retry (call/idempotency-claim.ts). Parts that are not given are those of a plain post `x`. */
export function answerOf({ nowUs, ...parts }: Parts): string {
  const plain = { userId: 'x.user_id', feedId: 'x.feed_id', botId: 'NULL', messages: 'NULL', extra: 'NULL' };
  const answer = { ...plain, ...parts, sentAtMs: `${nowUs} / 1000` };
  return `json_build_object(${Object.entries(answer)
    .map(([name, sql]) => `'${name}', ${sql}`)
    .join(', ')})::text`;
}

/** A verdict's columns (verdict.ts) after its number, for an accepted plain post. */
export const plainVerdict = ({ post, seq, members, nowUs }: Record<'post', string> & Parts) =>
  `NULL, NULL, ${post}.feed_id, ${seq}, NULL, ${post}.user_id, NULL, ${members}, ${nowUs} / 1000, NULL,
  'feed ' || ${post}.feed_id || ',token ' || ${post}.token_id`;
