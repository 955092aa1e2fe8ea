import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';

type Asked = { feedIds: number[]; withReplies: number[]; tokenIds: string[]; handlerIds: number[] };

type FeedVersion = { feedId: number; lastSeq: number; replies: string };
type Version = { id: string; version: string };
type Versions = { feeds: FeedVersion[]; tokens: Version[]; handlers: Version[] };

/**
 * Threads of a feed that are counted: those below the newest messages, which pages show and which are few enough to
 * add up at each heartbeat.
 */
const THREADS_COUNTED = 100;

/** Changes with each reply in these threads. */
const replies = Prisma.sql`(
  select concat(max(t.parent_seq), '/', sum(c.last_seq))
  from (select * from thread where parent_feed_id = f.id order by parent_seq desc limit ${THREADS_COUNTED}) t
  join feed c on c.id = t.feed_id)`;

/**
 * Changes with each call of the token, since every call updates its row. Counters would not do, since trial calls are
 * not counted; neither would the newest id, since an older call may be stored after it.
 */
export const tokenVersion = (alias: Prisma.Sql) => Prisma.sql`${alias}.xmin::text`;

type Row = { kind: 'feed' | 'token' | 'handler'; id: string; lastSeq: bigint | null; version: string };

/** The versions of feeds, tokens and handlers (their failures), in one query. Deleted ones are left out. */
export async function readVersions(asked: Asked): Promise<Versions> {
  const rows = await db().$queryRaw<Row[]>`
    select 'feed' as kind, f.id::text, f.last_seq as "lastSeq",
      case when f.id = any(${asked.withReplies}::int[]) then ${replies} else '' end as version
    from feed f where f.id = any(${asked.feedIds}::int[])
    union all
    select 'token', w.id::text, null, ${tokenVersion(Prisma.sql`w`)} from webhook_token w where w.id = any(${asked.tokenIds}::uuid[])
    union all
    select 'handler', h.feed_id::text, null, sum(h.count)::text from handler_failure h
    where h.feed_id = any(${asked.handlerIds}::int[]) group by h.feed_id`;
  const of = (wanted: Row['kind']) => rows.filter(({ kind }) => kind === wanted);
  return {
    feeds: of('feed').map(({ id, lastSeq, version }) => ({
      feedId: Number(id),
      lastSeq: Number(lastSeq),
      replies: version,
    })),
    tokens: of('token'),
    handlers: of('handler'),
  };
}

/** The version of one feed; that of an empty feed when it is gone. */
export async function readFeedVersion(feedId: number): Promise<FeedVersion> {
  const asked = { feedIds: [feedId], withReplies: [feedId], tokenIds: [], handlerIds: [] };
  const { feeds } = await readVersions(asked);
  return feeds[0] ?? { feedId, lastSeq: 0, replies: '/' };
}
