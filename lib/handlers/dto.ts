import type { MessageContent } from '@/lib/messages/content';
import type { Destination } from './receivers/dto';
import type { Respond } from './respond/read-respond';
import type { StoreChange } from './store/store-run';
import type { HandlerOutcome } from './types';

/** One version of a handler; null: there was no code. */
export type VersionCode = { code: string | null };

/** What a test run shows: the handler's outcome, and what a real call would have become. */
export type TestRun = {
  outcome: HandlerOutcome;
  /** The message that would be posted; null when there is none. */
  message: MessageContent | null;
  /** Where it would be posted. */
  destination: Destination | null;
  /** Keys that go back to the caller. */
  answer: Record<string, unknown>;
  /** What the caller would be answered instead; null: the usual answer. */
  respond: Respond | null;
  /** What looks like a slip: a key that was mistyped. */
  notes: readonly string[];
  /** What would be kept in the store; nothing was. */
  stored: readonly StoreChange[];
  /** Why the returned value would be refused as a message. */
  problem: string | null;
};
