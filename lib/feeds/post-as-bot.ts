import 'server-only';
import { actAtOnce, PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db, type Transaction } from '@/lib/db/prisma';
import { maskTokens } from '@/lib/redaction/mask-secrets';

export type Post = {
  feedId: number;
  /** The person responsible for the message, like a token's owner for a call's. */
  senderId: string;
  /** Null in an extension's own feed, whose messages all belong to the extension. */
  botId: string | null;
  /** One message for each of these people; null: one for every member of the feed. */
  recipients: readonly string[] | null;
  /** Makes the recipients members: in feeds of bots and extensions, never in channels. */
  joins: boolean;
  /** The message as JSON text. */
  content: string;
};

/**
 * SQL: expressions of a WITH that post without a token. Numbers are given under the feed's lock, as by the accepting statement.
 * `told` has a row when the feed took the message, and tells pages by the same commit; of calls they are told after it.
 * @param condition decided before anything is locked.
 */
function postSql(post: Post, condition: Prisma.Sql): Prisma.Sql {
  const { feedId, senderId, botId, recipients, joins } = post;
  // Code made this text from what people and services sent, so it may hold a token.
  const content = maskTokens(post.content);
  return Prisma.sql`
     receiver AS MATERIALIZED (
       SELECT recipient_id, row_number() OVER () AS place FROM unnest(${recipients ?? [null]}::text[]) AS r(recipient_id)
     ),
     conversation AS MATERIALIZED (
       SELECT p.archived_at FROM thread t JOIN feed p ON p.id = t.parent_feed_id WHERE t.feed_id = ${feedId} AND ${condition}
       FOR KEY SHARE OF p
     ),
     advanced AS MATERIALIZED (
       UPDATE feed SET last_seq = last_seq + (SELECT count(*) FROM receiver)
       WHERE id = ${feedId} AND archived_at IS NULL AND (SELECT max(archived_at) FROM conversation) IS NULL AND ${condition}
       RETURNING id, last_seq - (SELECT count(*) FROM receiver) AS before
     ),
     stored AS (
       INSERT INTO message (feed_id, seq, sent_at, recipient_id, sender_id, bot_id, content)
       SELECT a.id, a.before + r.place, date_trunc('milliseconds', statement_timestamp()), r.recipient_id, ${senderId}, ${botId}, ${content}
       FROM advanced a CROSS JOIN receiver r
     ),
     joined AS (
       INSERT INTO feed_member (feed_id, user_id, from_seq, last_read_seq)
       SELECT a.id, r.recipient_id, a.before, a.before FROM advanced a CROSS JOIN receiver r
       WHERE ${joins} AND r.recipient_id IS NOT NULL
       ON CONFLICT DO NOTHING
     ),
     told AS (SELECT pg_notify('postern_feed', id::text)::text FROM advanced)`;
}

/**
 * @param first expressions of a WITH, the last of them `changed`, whose rows are changed before the feed is locked.
 * @returns false when the feed is gone or archived.
 */
export async function postAsBot(post: Post, tx: Transaction = db(), first?: Prisma.Sql): Promise<boolean> {
  const posting = first
    ? Prisma.sql`${first}, ${postSql(post, Prisma.sql`(SELECT count(*) FROM changed) >= 0`)}`
    : postSql(post, Prisma.sql`true`);
  const told = await tx.$queryRaw<unknown[]>`WITH ${posting} SELECT * FROM told`;
  return told.length > 0;
}

/**
 * The same as an act of a person, in one statement: calls into the feed wait for it as for another batch.
 * @returns false when the feed is gone or archived.
 */
export async function answerAsBot(user: SignedInUser, post: Post): Promise<boolean> {
  const told = await actAtOnce(user, Prisma.sql`${postSql(post, PERMITTED)}, done AS (SELECT * FROM told)`);
  return told.length > 0;
}
