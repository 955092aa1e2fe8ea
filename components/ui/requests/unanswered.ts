/** A request without an answer is given up after this, which is longer than anything in Postern takes. */
export const ANSWER_WITHIN_MS = 20_000;
/** The longest wait for the truth about a change whose answer was lost; somebody waits for it a second time. */
export const TRUTH_WITHIN_MS = 5_000;

export type Unanswered = 'offline' | 'no_connection' | 'no_answer';

const changes: Record<Unanswered, string> = {
  offline: 'You are offline, so nothing was sent and nothing has changed. Connect and try again.',
  no_connection:
    'Postern cannot be reached, so it is not certain whether anything has changed. Check your connection, see how it stands now, and try again.',
  no_answer: `Postern has not answered for ${ANSWER_WITHIN_MS / 1_000} seconds, so it is not certain whether anything has changed. See how it stands now, and try again.`,
};
const questions: Record<Unanswered, string> = {
  offline: 'You are offline. Connect and try again.',
  no_connection: 'Postern cannot be reached. Check your connection and try again.',
  no_answer: `Postern has not answered for ${ANSWER_WITHIN_MS / 1_000} seconds. Try again.`,
};

/** What to say about a request without an answer: what is known, and what to do next. */
export function unansweredText(code: Unanswered, isChange: boolean): string {
  return (isChange ? changes : questions)[code];
}

/** Ends a request that takes too long, or that `signal` ends; `end` when it is over. */
export function withPatience(signal: AbortSignal | undefined, withinMs: number) {
  const giveUp = new AbortController();
  let isLate = false;
  const timer = setTimeout(() => {
    isLate = true;
    giveUp.abort();
  }, withinMs);
  const leave = () => giveUp.abort();
  if (signal?.aborted) leave();
  signal?.addEventListener('abort', leave);
  return {
    signal: giveUp.signal,
    isLate: () => isLate,
    end() {
      clearTimeout(timer);
      signal?.removeEventListener('abort', leave);
    },
  };
}
