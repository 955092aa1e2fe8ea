'use client';

import { createContext, useContext } from 'react';
import type { PollVotes } from '@/lib/polls/dto';

type MessagePlace = {
  feedId: number;
  seq: number;
  /** Null: the message is no poll. */
  votes: PollVotes | null;
  /** Why buttons can do nothing, by their path. */
  deadButtons: Record<string, string>;
  /** Why nothing can be done here; null: something can. */
  readOnly: string | null;
  /** The reader's vote is stored; null: taken back. */
  onVoted: (seq: number, own: number | null) => void;
};

const PlaceContext = createContext<MessagePlace | null>(null);

export const MessagePlaceProvider = PlaceContext.Provider;

/** The place of the surrounding message; null where it is only shown, as in a test run, and nothing can be done with it. */
export function useMessagePlace(): MessagePlace | null {
  return useContext(PlaceContext);
}
