import { readUnreadOf } from '@/lib/unread/read-unread';
import { countersOf, type historyOf, type messagesOf, select } from '@/test/support/webhooks/world';
import type { Arranged } from '../arranged';
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

const ZERO = { calls: 0, invocations: 0, refusals: 0, accepted: 0, refused: 0 };

export async function readStored(world: World, { by, kept }: Arranged): Promise<Stored> {
  const feeds = [...world.feeds.keys(), ...(await feedsOf(kept))];
  const people = world.people.map(({ id }) => id);
  const [seqs, counters, [counts], unread] = await Promise.all([
    select<{ id: number; last_seq: string }>('SELECT id, last_seq FROM feed WHERE id = ANY ($1)', feeds),
    by ? countsOf(by.id) : ZERO,
    select<Record<'threads' | 'chats' | 'files', number>>(
      `SELECT (SELECT count(*)::int FROM thread WHERE parent_feed_id = ANY ($1)) AS threads,
        (SELECT count(*)::int FROM direct_chat WHERE low_id = ANY ($2) OR high_id = ANY ($2)) AS chats,
        (SELECT count(*)::int FROM file WHERE owner_id = ANY ($2)) AS files`,
      feeds,
      people,
    ),
    readUnreadOf(people),
  ]);
  return {
    ...counters,
    seqs: new Map(seqs.map(({ id, last_seq }) => [id, Number(last_seq)])),
    threads: counts!.threads,
    directChats: counts!.chats,
    files: counts!.files,
    unread: new Map(unread.map((row) => [`${row.userId}/${row.feedId}`, row.unread])),
  };
}

export const feedsOf = ({ messages = [] }: Arranged['kept']): Promise<number[]> =>
  Promise.all(messages.map(async ({ in: into }) => (typeof into === 'number' ? into : into())));

async function countsOf(tokenId: string): Promise<typeof ZERO> {
  const exists = await select('SELECT FROM webhook_token WHERE id = $1', tokenId);
  if (exists.length === 0) return ZERO;
  const [{ invocations, refusals }, [slots], [rows]] = await Promise.all([
    countersOf(tokenId),
    select<{ accepted: number; refused: number }>(
      `SELECT coalesce(sum(accepted), 0)::int AS accepted, coalesce(sum(refused + failed), 0)::int AS refused
       FROM usage_slot WHERE token_id = $1`,
      tokenId,
    ),
    select<{ calls: number }>('SELECT count(*)::int AS calls FROM invocation WHERE token_id = $1', tokenId),
  ]);
  return { invocations, refusals, ...slots!, ...rows! };
}

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
