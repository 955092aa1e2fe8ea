import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import type { FeedMessage, FeedPage } from './dto';
import { FEED_PAGE_SIZE } from './feed-policy';
import { type FeedRow, toFeedMessages } from './feed-rows';
import { readerOf, requireFeedMember } from './require-feed-member';

type Range = { before?: number; after?: number; limit?: number };

/**
 * One page of a feed as the user sees it: the newest messages, those before `before`, or the first ones after
 * `after`; always in the order they were sent.
 * @throws {AppError} `not_found` for a feed the user does not belong to.
 */
export async function readFeed(user: SignedInUser, feedId: number, range: Range = {}): Promise<FeedPage> {
  const { lastReadSeq } = await requireFeedMember(user, feedId);
  const limit = range.limit ?? FEED_PAGE_SIZE;
  const rows = await readRows(user.id, feedId, { ...range, limit: limit + 1 });
  const page = rows.slice(0, limit);
  if (range.after === undefined) page.reverse();
  return {
    messages: await toFeedMessages(user, page),
    hasMore: rows.length > limit,
    lastReadSeq: Number(lastReadSeq),
  };
}

/** The first messages after `after`, none for somebody who no longer belongs to the feed. For streams. */
export async function readFeedAfter(
  user: SignedInUser,
  feedId: number,
  after: number,
  limit: number,
): Promise<FeedMessage[]> {
  return toFeedMessages(user, await readRows(user.id, feedId, { after, limit }));
}

/**
 * Two index ranges, not one with OR: what is for everybody, by (feed, seq), and what is for the viewer alone, by
 * the partial index on recipients; each yields at most a page.
 */
function readRows(viewerId: string, feedId: number, range: Range & { limit: number }): Promise<FeedRow[]> {
  const forward = range.after !== undefined;
  const within = forward
    ? Prisma.sql`m.seq > ${range.after}`
    : range.before !== undefined
      ? Prisma.sql`m.seq < ${range.before}`
      : Prisma.sql`true`;
  const order = forward ? Prisma.sql`asc` : Prisma.sql`desc`;
  return db().$queryRaw<FeedRow[]>`
    with me as (${readerOf(feedId, viewerId)}), shown as (
      (select m.* from me join message m on m.feed_id = me.feed_id
        where m.recipient_id is null and m.seq > me.from_seq and ${within}
        order by m.seq ${order} limit ${range.limit})
      union all
      (select m.* from me join message m on m.feed_id = me.feed_id
        where m.recipient_id = me.user_id and ${within}
        order by m.seq ${order} limit ${range.limit})
    )
    select s.feed_id as "feedId", s.seq, s.sent_at as "sentAt", s.recipient_id as "recipientId",
           s.sender_id as "senderId", u.name as "senderName",
           s.bot_id as "botId", b.name as "botName", b.image_url as "botImageUrl", e.name as "extensionName", s.via, s.content
      from shown s
      left join "user" u on u.id = s.sender_id
      left join bot b on b.id = s.bot_id
      left join extension e on e.feed_id = s.feed_id
     order by s.seq ${order} limit ${range.limit}`;
}
