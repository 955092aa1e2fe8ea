import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { readerOf, requireFeedMember } from './access/require-feed-member';
import type { FeedMessage, FeedPage } from './dto';
import { FEED_PAGE_SIZE } from './feed-policy';
import { toFeedMessages } from './rows/feed-messages';
import type { FeedRow } from './rows/feed-row';

type Range = { before?: number; after?: number; limit?: number };

/**
 * One page of a feed as the user sees it: the newest messages, those before `before`, or the first ones after
 * `after`, always in the order they were sent.
 * @throws {AppError} `not_found` for a feed that the user does not belong to.
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

/** The first messages after `after`; none for somebody who no longer belongs to the feed. For streams. */
export async function readFeedAfter(
  user: SignedInUser,
  feedId: number,
  after: number,
  limit: number,
): Promise<FeedMessage[]> {
  return toFeedMessages(user, await readRows(user.id, feedId, { after, limit }));
}

/** The given messages that the user may see, as they are stored. */
export function readMessages(user: SignedInUser, feedId: number, seqs: number[]): Promise<FeedRow[]> {
  return readRows(user.id, feedId, { only: seqs, limit: seqs.length });
}

/**
 * One message as it is stored.
 * @throws {AppError} `not_found` unless the user belongs to the feed and the message is for them.
 */
export async function readMessage(user: SignedInUser, feedId: number, seq: number): Promise<FeedRow> {
  const [row] = await readMessages(user, feedId, [seq]);
  if (!row) throw notFound('message');
  return row;
}

/**
 * Rows after `after`, or with the given numbers, for whomever they are: a stream's fan-out serves many readers at
 * once.
 */
export function readRowsForAll(
  feedId: number,
  range: { after: number; limit: number } | { only: number[] },
): Promise<FeedRow[]> {
  const limit = 'only' in range ? range.only.length : range.limit;
  return withNames(
    Prisma.sql`select * from message m where m.feed_id = ${feedId} and ${rangeSql(range)} order by m.seq limit ${limit}`,
    Prisma.sql`order by s.seq`,
  );
}

/** A part of a feed: after one number, up to another. */
export type Stretch = { feedId: number; after: number; upTo: number };

/**
 * The first `limit` messages of each stretch that may notify somebody: messages for one person, and those that may
 * contain a mention, which only a reader of the content can decide. JSON may escape a brace or an at.
 */
export function readCallingRows(stretches: Stretch[], limit: number): Promise<FeedRow[]> {
  if (stretches.length === 0) return Promise.resolve([]);
  const [feedIds, after, upTo] = [
    stretches.map(({ feedId }) => feedId),
    stretches.map((stretch) => stretch.after),
    stretches.map((stretch) => stretch.upTo),
  ];
  return withNames(
    Prisma.sql`
      select m.* from unnest(${feedIds}::int[], ${after}::bigint[], ${upTo}::bigint[]) q(feed_id, after, up_to)
      cross join lateral (
        select * from message m where m.feed_id = q.feed_id and m.seq > q.after and m.seq <= q.up_to
          and (m.recipient_id is not null or m.content like '%{@%' or m.content like '%\\\\u00%')
        order by m.seq limit ${limit}) m`,
    Prisma.sql`order by s.feed_id, s.seq`,
  );
}

/**
 * Two index ranges instead of an OR: messages for everybody, by (feed, seq), and those for the viewer alone, by the
 * partial index on recipients; each yields at most a page. LATERAL reads each in index order; a plain join would make
 * PostgreSQL sort all messages of the feed.
 */
function readRows(
  viewerId: string,
  feedId: number,
  range: Range & { only?: number[]; limit: number },
): Promise<FeedRow[]> {
  const inRange = rangeSql(range);
  const order = range.after === undefined ? Prisma.sql`desc` : Prisma.sql`asc`;
  return withNames(
    Prisma.sql`
      select m.* from me cross join lateral (
        select * from message m where m.feed_id = me.feed_id and m.recipient_id is null and m.seq > me.from_seq and ${inRange}
        order by m.seq ${order} limit ${range.limit}) m
      union all
      select m.* from me cross join lateral (
        select * from message m where m.feed_id = me.feed_id and m.recipient_id = me.user_id and ${inRange}
        order by m.seq ${order} limit ${range.limit}) m`,
    Prisma.sql`order by s.seq ${order} limit ${range.limit}`,
    Prisma.sql`me as (${readerOf(feedId, viewerId)}),`,
  );
}

function withNames(shown: Prisma.Sql, order: Prisma.Sql, before = Prisma.empty): Promise<FeedRow[]> {
  return db().$queryRaw<FeedRow[]>`
    with ${before} shown as (${shown})
    select s.feed_id as "feedId", s.seq, s.sent_at as "sentAt", s.recipient_id as "recipientId",
           s.sender_id as "senderId", u.name as "senderName",
           s.bot_id as "botId", b.name as "botName", b.image_url as "botImageUrl", e.name as "extensionName", s.via, s.content,
           coalesce(u.role = 'ADMINISTRATOR' or d.feed_id is not null
             or s.sender_id = coalesce(c.created_by_id, o.created_by_id, e.owner_id), false) as "callsEverybody"
      from shown s
      left join "user" u on u.id = s.sender_id
      left join bot b on b.id = s.bot_id
      left join extension e on e.feed_id = s.feed_id
      left join thread t on t.feed_id = s.feed_id
      left join channel c on c.feed_id = coalesce(t.parent_feed_id, s.feed_id)
      left join bot o on o.feed_id = coalesce(t.parent_feed_id, s.feed_id)
      left join direct_chat d on d.feed_id = coalesce(t.parent_feed_id, s.feed_id)
     ${order}`;
}

function rangeSql({ only, before, after }: Range & { only?: number[] }): Prisma.Sql {
  if (only) return Prisma.sql`m.seq = any(${only}::bigint[])`;
  if (after !== undefined) return Prisma.sql`m.seq > ${after}`;
  return before === undefined ? Prisma.sql`true` : Prisma.sql`m.seq < ${before}`;
}
