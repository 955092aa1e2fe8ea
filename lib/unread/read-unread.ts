import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import type { FeedKind } from '@/lib/db/generated/enums';
import { db } from '@/lib/db/prisma';
import { readCallingRows } from '@/lib/feeds/read-feed';
import { callOf } from './calls';
import type { FeedUnread } from './dto';
import { MOST_COUNTED } from './unread-policy';

/** Bounds of the search for mentions in a muted feed: its newest messages, and rows that may be one. */
const SEARCHED = 2_000;
const MOST_SEARCHED_ROWS = 500;

/** `isFull`: the count had reached its limit, and nothing was read since. */
export type Pair = { userId: string; feedId: number; isFull: boolean };

export type UnreadRow = { userId: string; email: string; kind: FeedKind } & FeedUnread;

/** The part of a row that leaves the server. */
export const shownUnread = ({ userId, email, kind, ...unread }: UnreadRow): FeedUnread => unread;

/**
 * The states of all listed feeds of these people: channels, bots and direct chats. An archived one notifies nobody.
 */
export function readUnreadOf(userIds: string[]): Promise<UnreadRow[]> {
  return read(Prisma.sql`
    select m.*, false as is_full from feed_member m where m.user_id = any(${userIds}::text[])`);
}

/** Like `readUnreadOf`, for single feeds; nothing for a person who does not belong to the feed (any more). */
export function readUnreadOfPairs(pairs: Pair[]): Promise<UnreadRow[]> {
  if (pairs.length === 0) return Promise.resolve([]);
  const [users, feeds, full] = [
    pairs.map(({ userId }) => userId),
    pairs.map(({ feedId }) => feedId),
    pairs.map(({ isFull }) => isFull),
  ];
  return read(Prisma.sql`
    select m.*, q.is_full from unnest(${users}::text[], ${feeds}::int[], ${full}::boolean[]) q(user_id, feed_id, is_full)
    join feed_member m on m.feed_id = q.feed_id and m.user_id = q.user_id`);
}

type Row = Omit<UnreadRow, 'lastSeq' | 'seenSeq' | 'mentions'> & { lastSeq: bigint; seenSeq: bigint };

async function read(memberships: Prisma.Sql): Promise<UnreadRow[]> {
  const rows = await db().$queryRaw<Row[]>`
    with membership as (${memberships}),
    marked as (
      select m.feed_id, m.user_id, m.last_read_seq, m.from_seq, m.muted, m.notify, m.is_full, f.last_seq,
        f.kind in ('CHANNEL', 'DIRECT') as counts_by_number, greatest(m.last_read_seq, m.from_seq) as seen
      from membership m join feed f on f.id = m.feed_id
    ),
    -- What retention has removed is not unread.
    place as materialized (
      select feed_id, min(seen) as seen_by_all,
        coalesce((select seq from message where feed_id = m.feed_id order by seq limit 1), last_seq + 1) - 1 as gone
      from marked m where counts_by_number and last_seq > seen group by feed_id, last_seq
    ),
    -- Read once for all members. LATERAL and OFFSET keep it to a few stretches of the index on recipients.
    personal as materialized (
      select p.feed_id, x.seq, x.recipient_id from place p cross join lateral (
        select seq, recipient_id from message
        where feed_id = p.feed_id and recipient_id is not null and seq > p.seen_by_all offset 0) x
    ),
    -- One walk from the newest on counts, at the mark of each member, the messages for others. Every member joined with every message
    -- would be too many pairs.
    walk as (
      select feed_id, user_id, last_read_seq, from_seq, muted, notify, is_full, seen, true as is_member, seen * 2 + 1 as at from marked
      union all
      select feed_id, recipient_id, null, null, null, null, null, null, false, seq * 2 from personal
    ),
    member as (
      select *, count(*) filter (where not is_member) over (partition by feed_id order by at desc)
        - count(*) filter (where not is_member) over (partition by feed_id, user_id order by at desc) as for_others
      from walk
    )
    select m.user_id as "userId", u.email, m.feed_id as "feedId", f.kind::text as kind, f.last_seq as "lastSeq",
      m.seen as "seenSeq", m.muted, m.notify::text as notify,
      case
        when f.archived_at is not null then 0
        when f.kind <> 'BOT' then
          greatest(0, f.last_seq - greatest(m.seen, p.gone) - m.for_others)::int
        when m.is_full then ${MOST_COUNTED}::int
        else (select count(*)::int from (
          select from message x where x.feed_id = m.feed_id and x.seq > m.last_read_seq
            and (x.recipient_id = m.user_id or x.recipient_id is null and x.seq > m.from_seq)
          limit ${MOST_COUNTED}) unseen)
      end as unread
    from member m
    join feed f on f.id = m.feed_id and f.kind in ('CHANNEL', 'BOT', 'DIRECT')
    join "user" u on u.id = m.user_id
    left join bot b on b.feed_id = m.feed_id
    left join place p on p.feed_id = m.feed_id
    where m.is_member and (b.access is distinct from 'PERSONAL' or b.created_by_id = m.user_id)`;
  return withMentions(
    rows.map((row) => ({
      ...row,
      lastSeq: Number(row.lastSeq),
      seenSeq: Number(row.seenSeq),
      mentions: 0,
    })),
  );
}

/** Counts mentions in muted feeds; each feed is searched once for all people. */
async function withMentions(rows: UnreadRow[]): Promise<UnreadRow[]> {
  const muted = rows.filter((row) => row.muted && row.unread > 0);
  const stretches = new Map<number, { feedId: number; after: number; upTo: number }>();
  for (const { feedId, seenSeq, lastSeq } of muted) {
    const known = stretches.get(feedId);
    const after = Math.max(Math.min(seenSeq, known?.after ?? seenSeq), lastSeq - SEARCHED);
    stretches.set(feedId, { feedId, after, upTo: Math.max(lastSeq, known?.upTo ?? 0) });
  }
  const calls = (await readCallingRows([...stretches.values()], MOST_SEARCHED_ROWS)).map(callOf);
  for (const row of muted) {
    row.mentions = calls.filter(
      ({ feedId, seq, recipientId, mentions }) =>
        feedId === row.feedId &&
        seq > row.seenSeq &&
        (recipientId === null || recipientId === row.userId) &&
        mentions({ id: row.userId, email: row.email }),
    ).length;
  }
  return rows;
}
