import 'server-only';
import { USAGE_SLOT_MINUTES } from '@/lib/webhook-tokens/policies/usage-slot-policy';

/** What the statements for plain posts (accept/statements/plain-posts.ts) are made of. */

export const list = (named: Readonly<Record<string, string>>) =>
  Object.entries(named)
    .map(([name, sql]) => `${sql} AS ${name}`)
    .join(', ');

export const NOW_US = '(SELECT (extract(epoch FROM statement_timestamp()) * 1000000)::bigint AS now_us)';
export const SENT_AT = `date_trunc('milliseconds', statement_timestamp())`;
export const SLOT = `date_bin('${USAGE_SLOT_MINUTES} minutes', statement_timestamp(), '2000-01-01T00:00:00Z')`;
export const MESSAGE = 'INSERT INTO message (feed_id, seq, sent_at, sender_id, token_id, via, content)';
export const HISTORY = `INSERT INTO invocation (id, token_id, user_id, received_at, duration_us, endpoint, target, status, outcome,
    request, body_size, body, feed_id, message_seq`;
export const ELAPSED_HERE_US =
  '(extract(epoch FROM clock_timestamp() - statement_timestamp()) * 1000000)::int';
export const USAGE = 'INSERT INTO usage_slot AS s (token_id, slot, accepted, refused, failed)';
export const USAGE_ADDED =
  'ON CONFLICT (token_id, slot) DO UPDATE SET accepted = s.accepted + excluded.accepted';
export const CLAIM =
  'INSERT INTO idempotency_key (token_id, key_hash, fingerprint, invocation_id, created_at)';

/** Not a join: that may be made by one half of the key, and read all members of a channel, or all channels of a member. */
export const memberOf = (feed: string) =>
  `(SELECT true FROM feed_member m WHERE m.feed_id = ${feed} AND m.user_id = t.user_id)`;

/** Whom a message into the channel reaches. A subquery for each feed, so that its index is read and nothing else. */
export const membersOf = (feed: string) => `(
  SELECT json_agg(m.user_id ORDER BY m.user_id) FROM feed_member m JOIN "user" u ON u.id = m.user_id
  WHERE m.feed_id = ${feed} AND u.deactivated_at IS NULL
)`;
export const ANSWERED_WITH_MEMBERS = "endpoint = 'channel_incoming'";

/** As memberOf; an old claim counts, too: whether it is over the whole statement decides. */
export const isClaimed = (token: string, key: string) =>
  `(SELECT true FROM idempotency_key k WHERE k.token_id = ${token} AND k.key_hash = ${key})`;

/** What a replay is given again (call/idempotency-claim.ts). */
export const answerOf = (post: { seq: string; members: string; nowUs: string }) =>
  `json_build_object('userId', x.user_id, 'feedId', x.feed_id, 'botId', NULL, 'seq', ${post.seq}, 'messages', NULL,
    'members', ${post.members}, 'sentAtMs', ${post.nowUs} / 1000, 'extra', NULL)::text`;
