import type { MessageContent } from '@/lib/messages/content';
import type { Destination } from './receivers/dto';
import type { Respond } from './respond/read-respond';
import type { StoreChange } from './store/store-run';
import type { HandlerOutcome } from './types';

/** One version of a handler; `code` is null when it was removed. */
export type VersionCode = { code: string | null };

/** The result of a test run: the handler's outcome, and what a real call would have become. */
export type TestRun = {
  outcome: HandlerOutcome;
  /** The message that would be posted; null when there is none. */
  message: MessageContent | null;
  /** The place where it would be posted. */
  destination: Destination | null;
  /** Keys for the caller's answer. */
  answer: Record<string, unknown>;
  /** The answer that would replace the usual one; null for the usual one. */
  respond: Respond | null;
  /** Probable mistakes: keys that look mistyped. */
  notes: readonly string[];
  /** Changes of the store that a real call would keep; the test run kept none. */
  stored: readonly StoreChange[];
  /** Why the returned value would be refused as a message. */
  problem: string | null;
};
