import { readUnreadOf } from '@/lib/unread/read-unread';
import { type historyOf, type messagesOf, select } from '@/test/support/webhooks/world';
import type { Arranged } from './arranged';
import type { World } from './world';

/** What can be read back: counts before a call, for comparison with those after it. */
export type Stored = {
  seqs: ReadonlyMap<number, number>;
  calls: number;
  invocations: number;
  refusals: number;
  /** Counts of the chart. */
  accepted: number;
  refused: number;
  threads: number;
  directChats: number;
  files: number;
  /** By person and feed, for the feed's members. */
  unread: ReadonlyMap<string, number>;
};

/** One statement, since it runs twice in each of thousands of runs. A token that is not there counts nothing. */
const STORED = `SELECT
    (SELECT coalesce(json_agg(json_build_array(id, last_seq)), '[]') FROM feed WHERE id = ANY ($1)) AS seqs,
    (SELECT count(*)::int FROM thread WHERE parent_feed_id = ANY ($1)) AS threads,
    (SELECT count(*)::int FROM direct_chat WHERE low_id = ANY ($2) OR high_id = ANY ($2)) AS "directChats",
    (SELECT count(*)::int FROM file WHERE owner_id = ANY ($2)) AS files,
    coalesce(t.invocations, 0)::int AS invocations,
    coalesce(t.refusals, 0)::int AS refusals,
    (SELECT coalesce(sum(accepted), 0)::int FROM usage_slot WHERE token_id = t.id) AS accepted,
    (SELECT coalesce(sum(refused + failed), 0)::int FROM usage_slot WHERE token_id = t.id) AS refused,
    (SELECT count(*)::int FROM invocation WHERE token_id = t.id) AS calls
  FROM (SELECT) AS one LEFT JOIN webhook_token t ON t.id = $3`;

type StoredRow = Omit<Stored, 'seqs' | 'unread'> & { seqs: [feedId: number, lastSeq: number][] };

export async function readStored(world: World, { by, kept }: Arranged): Promise<Stored> {
  const feeds = [...world.feeds.keys(), ...(await feedsOf(kept))];
  const people = world.people.map(({ id }) => id);
  const [[row], unread] = await Promise.all([
    select<StoredRow>(STORED, feeds, people, by?.id ?? null),
    readUnreadOf(people),
  ]);
  const { seqs, ...counts } = row!;
  return {
    ...counts,
    seqs: new Map(seqs),
    unread: new Map(unread.map((row) => [`${row.userId}/${row.feedId}`, row.unread])),
  };
}

export const feedsOf = ({ messages = [] }: Arranged['kept']): Promise<number[]> =>
  Promise.all(messages.map(async ({ in: into }) => (typeof into === 'number' ? into : into())));

export type StoredMessage = Awaited<ReturnType<typeof messagesOf>>[number] & { feed_id: number };

/** New messages in every feed of the world and of the case. */
export function newMessages(
  world: World,
  before: Stored,
  feeds: readonly number[],
): Promise<StoredMessage[]> {
  const all = [...new Set([...world.feeds.keys(), ...feeds])];
  return select(
    `SELECT m.* FROM unnest($1::int[], $2::bigint[]) AS f(id, last_seq)
     JOIN message m ON m.feed_id = f.id AND m.seq > f.last_seq ORDER BY m.feed_id, m.seq`,
    all,
    all.map((feedId) => before.seqs.get(feedId) ?? 0),
  );
}

/** The row of one call in the history of a token. */
export async function callOf(tokenId: string, requestId: string) {
  const sql = 'SELECT * FROM invocation WHERE token_id = $1 AND id = $2';
  const [row] = await select<Awaited<ReturnType<typeof historyOf>>[number]>(sql, tokenId, requestId);
  return row;
}
