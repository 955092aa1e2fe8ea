import type { TestToken } from '@/test/support/webhooks/world';

export type Arranged = {
  path: string;
  init?: RequestInit;
  /** The token whose history and counters have the call; null when the call leaves nothing. */
  by: TestToken | null;
  /** The key for further calls of the same token. */
  key: string;
  answer: Answer;
  kept: Kept;
  /** The status of plain messages of the same token; 204 by default. */
  companions?: number;
  /** A channel that its companions post into, besides one of their own. */
  shared?: { uniqueName: string };
  /** The companions come after this call instead of around it. */
  isFirst?: boolean;
  /** The number of copies made at once; each gets the same answer, one is accepted and the others are replayed. */
  copies?: number;
  /** A change committed by another transaction while the call waits for the row; only where a row is held. */
  meanwhile?: Meanwhile;
};

/** The statement that changes a row, and its parameters. */
export type Meanwhile = { sql: string; values: readonly unknown[] };

export type Answer = {
  status: number;
  /** The code in the envelope. */
  code?: string;
  /**
   * The JSON of the answer, as in `toMatchObject`; undefined for an empty answer, or for any envelope with `code`.
   */
  json?: unknown;
  /** The headers that matter, as in `toEqual`; null for an absent one. */
  headers?: Readonly<Record<string, unknown>>;
};

/** What can be read back afterwards. Everything that is not named must be absent. */
export type Kept = {
  /** The outcome in the history's row; by default `accepted` or the answer's code. */
  outcome?: string;
  /** As in `toEqual`; null by default. */
  reason?: unknown;
  messages?: readonly KeptMessage[];
  /** The number of new threads. */
  threads?: number;
  /** The number of new direct chats. */
  directChats?: number;
  /** The number of new files of the world's people. */
  files?: number;
  /** The number of accepted copies; one by default. */
  accepted?: number;
  /** A trial call is accepted and not counted. */
  isUncounted?: boolean;
};

export type KeptMessage = {
  /** A feed; a function when the call itself makes it. */
  in: number | (() => Promise<number>);
  /** Null for every member. */
  to?: string | null;
  bot?: string | null;
  /** As in `toMatchObject`, for the message's JSON. */
  content?: unknown;
};
