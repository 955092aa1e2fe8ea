import type { PollVotes } from './dto';

/** The votes after a person has moved their own; unchanged when it is there already. */
export function moveVote(votes: PollVotes, own: number | null): PollVotes {
  if (votes.own === own) return votes;
  const counts = [...votes.counts];
  if (votes.own !== null) counts[votes.own] = Math.max(0, (counts[votes.own] ?? 0) - 1);
  if (own !== null) {
    while (counts.length <= own) counts.push(0);
    counts[own] = (counts[own] ?? 0) + 1;
  }
  return { counts, own };
}
