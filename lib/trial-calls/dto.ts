import type { MessageContent } from '@/lib/messages/content';

/** A service with a sample that can be sent. */
export type SampleName = { service: string; label: string };

/** What went wrong, and what to do about it. */
export type Problem = { title: string; remedy: string };

/** A call that the server made to its own public address, and its outcome. Secrets are masked. */
export type TestCall = {
  request: { method: string; url: string; headers: [name: string, value: string][]; body: string };
  /** Null when no answer came. */
  answer: { status: number; body: string } | null;
  tookMs: number;
  problem: Problem | null;
  /** Its row in the usage history; null when it did not get that far. */
  invocationId: string | null;
  /** The message as it is drawn; null when none was posted. */
  message: { content: MessageContent; feedName: string; feedHref: string | null } | null;
};
