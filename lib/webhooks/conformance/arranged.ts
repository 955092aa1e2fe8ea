import type { TestToken } from '@/test/support/webhooks/world';

export type Arranged = {
  path: string;
  init?: RequestInit;
  /** Whose history and counters the call is in; null: nobody's, it leaves nothing. */
  by: TestToken | null;
  /** The key that goes with other calls of the same token. */
  key: string;
  answer: Answer;
  kept: Kept;
  /** What plain messages of the same token are answered; 204 unless told otherwise. */
  companions?: number;
  /** A channel that its companions post into, beside one of their own. */
  shared?: { uniqueName: string };
  /** The companions come after this one instead of around it. */
  isFirst?: boolean;
  /** So many of the same call at once; each gets the same answer, one is accepted and the others are replayed. */
  copies?: number;
  /** Committed by somebody else while the call waits for the row; only where somebody holds one. */
  meanwhile?: Meanwhile;
};

/** The statement that changes a row, and its parameters. */
export type Meanwhile = { sql: string; values: readonly unknown[] };

export type Answer = {
  status: number;
  /** Of the envelope. */
  code?: string;
  /** As in `toMatchObject`, of the JSON answered; undefined: an empty answer, or any envelope with `code`. */
  json?: unknown;
  /** Headers that matter, as in `toEqual`; null: not there. */
  headers?: Readonly<Record<string, unknown>>;
};

/** What anybody can read back afterwards. Whatever is not named must not be there. */
export type Kept = {
  /** Of the row in the history; `accepted`, or the code of the answer, when left out. */
  outcome?: string;
  /** As in `toEqual`; null when left out. */
  reason?: unknown;
  messages?: readonly KeptMessage[];
  /** Threads that are there, of those that were not. */
  threads?: number;
  /** Direct chats that are there, of those that were not. */
  directChats?: number;
  /** Files of the world's people that are there, of those that were not. */
  files?: number;
  /** How many of the copies are accepted; one when left out. */
  accepted?: number;
  /** A test is accepted and not counted. */
  isUncounted?: boolean;
};

export type KeptMessage = {
  /** A feed; a function where the call itself makes it. */
  in: number | (() => Promise<number>);
  /** Null: every member. */
  to?: string | null;
  bot?: string | null;
  /** As in `toMatchObject`, of its JSON. */
  content?: unknown;
};
