import 'server-only';
import { pool } from '@/lib/db/pool';
import type { PollVotes } from './dto';

type Row = { seq: string; option: number; votes: number; voterIds: string[] };

/**
 * Counts the votes in polls of one feed, in one query for all polls and viewers; no votes for a poll without rows.
 */
export async function readVotes(
  viewerIds: readonly string[],
  polls: { feedId: number; seq: bigint | number }[],
): Promise<(viewerId: string, seq: number) => PollVotes> {
  const counts = new Map<number, number[]>();
  const choices = new Map<string, number>();
  const [first] = polls;
  const { rows } = first
    ? await pool().query<Row>(
        `SELECT message_seq AS seq, option, count(*)::int AS votes,
           coalesce(array_agg(user_id) FILTER (WHERE user_id = ANY($3::text[])), '{}') AS "voterIds"
         FROM poll_vote WHERE feed_id = $1 AND message_seq = ANY($2::bigint[]) GROUP BY message_seq, option`,
        [first.feedId, polls.map(({ seq }) => String(seq)), viewerIds],
      )
    : { rows: [] };
  for (const { seq, option, votes, voterIds } of rows) {
    const count = counts.get(Number(seq)) ?? [];
    while (count.length <= option) count.push(0);
    count[option] = votes;
    counts.set(Number(seq), count);
    for (const voterId of voterIds) choices.set(`${seq}/${voterId}`, option);
  }
  return (viewerId, seq) => ({
    counts: counts.get(seq) ?? [],
    own: choices.get(`${seq}/${viewerId}`) ?? null,
  });
}
