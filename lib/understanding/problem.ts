import 'server-only';
import type { Understood } from '@/lib/providers/render-foreign';

const SAYS_SO =
  /\b(?:fail(?:s|ed|ing|ure|ures)?|errors?|critical|fatal|panic|emergency|outage|down|unreachable|exceptions?|crash(?:ed)?|timed? ?out|not ok)\b/i;

/**
 * Whether a message has to be posted even in quiet hours: something is firing or drawn as failed. A call without
 * event and state, such as a script's report, is judged by its words.
 */
export function isProblem({ message, events }: Pick<Understood, 'message' | 'events'>): boolean {
  if (message.styles?.background === 'red' || events.some((names) => names.includes('firing'))) return true;
  return (
    events.flat().length === 0 &&
    SAYS_SO.test(JSON.stringify([message.card?.title, message.text, message.slides]))
  );
}
