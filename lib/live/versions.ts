import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';

type Asked = { feedIds: number[]; withReplies: number[]; tokenIds: string[] };

type FeedVersion = { feedId: number; lastSeq: number; replies: string };
type TokenVersion = { tokenId: string; version: string };

/** Of a feed's threads, those below the newest messages: what pages show, and few enough to add up at each heartbeat. */
const THREADS_COUNTED = 100;

/** Changes with each reply in these threads. */
const replies = Prisma.sql`(
  select concat(max(t.parent_seq), '/', sum(c.last_seq))
  from (select * from thread where parent_feed_id = f.id order by parent_seq desc limit ${THREADS_COUNTED}) t
  join feed c on c.id = t.feed_id)`;

/**
 * Changes with each call of the token: all of them update its row. The counters do not, since tests are not counted, nor does the newest
 * id, since an older call may be stored after it.
 */
export const tokenVersion = (alias: Prisma.Sql) => Prisma.sql`${alias}.xmin::text`;

type Row = { feedId: number | null; tokenId: string | null; lastSeq: bigint | null; version: string };

/** How feeds and tokens stand, in one query. What was deleted is left out. */
export async function readVersions(asked: Asked): Promise<{ feeds: FeedVersion[]; tokens: TokenVersion[] }> {
  const rows = await db().$queryRaw<Row[]>`
    select f.id as "feedId", null::uuid as "tokenId", f.last_seq as "lastSeq",
      case when f.id = any(${asked.withReplies}::int[]) then ${replies} else '' end as version
    from feed f where f.id = any(${asked.feedIds}::int[])
    union all
    select null, w.id, null, ${tokenVersion(Prisma.sql`w`)} from webhook_token w where w.id = any(${asked.tokenIds}::uuid[])`;
  return {
    feeds: rows.flatMap(({ feedId, lastSeq, version }) =>
      feedId === null ? [] : [{ feedId, lastSeq: Number(lastSeq), replies: version }],
    ),
    tokens: rows.flatMap(({ tokenId, version }) => (tokenId === null ? [] : [{ tokenId, version }])),
  };
}

/** How one feed stands; as an empty one where it is gone. */
export async function readFeedVersion(feedId: number): Promise<FeedVersion> {
  const { feeds } = await readVersions({ feedIds: [feedId], withReplies: [feedId], tokenIds: [] });
  return feeds[0] ?? { feedId, lastSeq: 0, replies: '/' };
}
