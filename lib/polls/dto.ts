/** How a poll stands, as one person sees it. */
export type PollVotes = {
  /** Votes by option; the options after the last that was voted for are left out. */
  counts: number[];
  /** The person's own choice; null: none. */
  own: number | null;
};

/** How the polls of one feed stand, by the number of their message. */
export type PollStates = { polls: ({ seq: number } & PollVotes)[] };
