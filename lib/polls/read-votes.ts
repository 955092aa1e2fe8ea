import 'server-only';
import { pool } from '@/lib/db/pool';
import type { PollVotes } from './dto';

type Row = { seq: string; option: number; votes: number; own: boolean };

/** Counts the votes of polls of one feed, in one query for all of them; none where nobody voted. */
export async function readVotes(
  viewerId: string,
  polls: { feedId: number; seq: bigint | number }[],
): Promise<(seq: number) => PollVotes> {
  const states = new Map<number, PollVotes>();
  const [first] = polls;
  const { rows } = first
    ? await pool().query<Row>(
        `SELECT message_seq AS seq, option, count(*)::int AS votes, bool_or(user_id = $3) AS own
         FROM poll_vote WHERE feed_id = $1 AND message_seq = ANY($2::bigint[]) GROUP BY message_seq, option`,
        [first.feedId, polls.map(({ seq }) => String(seq)), viewerId],
      )
    : { rows: [] };
  for (const { seq, option, votes, own } of rows) {
    const state = states.get(Number(seq)) ?? { counts: [], own: null };
    while (state.counts.length <= option) state.counts.push(0);
    state.counts[option] = votes;
    if (own) state.own = option;
    states.set(Number(seq), state);
  }
  return (seq) => states.get(seq) ?? { counts: [], own: null };
}
