/** The state of a poll, as one person sees it. */
export type PollVotes = {
  /** Votes by option; options after the last one with votes are left out. */
  counts: number[];
  /** The person's own choice; null without one. */
  own: number | null;
};

/** The states of one feed's polls, by the number of their message. */
export type PollStates = { polls: ({ seq: number } & PollVotes)[] };
