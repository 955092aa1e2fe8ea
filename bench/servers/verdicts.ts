import type { ErrorCode } from '@/lib/errors';
import type { Verdict } from '@/lib/webhooks/accept/verdict';

const NOTHING = {
  why: null,
  userId: '',
  feedId: 0,
  botId: null,
  sentAtMs: 0,
  seq: null,
  messages: null,
  members: null,
  extra: null,
  limits: [],
} as const;

/** The verdict that the route handlers get for a message to everybody in a channel. */
export function stored(message: Pick<Verdict, 'userId' | 'feedId' | 'seq' | 'sentAtMs'>): Verdict {
  return { ...NOTHING, code: null, ...message };
}

export function refused(code: ErrorCode): Verdict {
  return { ...NOTHING, code };
}
