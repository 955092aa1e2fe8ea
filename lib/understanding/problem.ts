import 'server-only';
import type { Understood } from '@/lib/providers/render-foreign';

const SAYS_SO =
  /\b(?:fail(?:s|ed|ing|ure|ures)?|errors?|critical|fatal|panic|emergency|outage|down|unreachable|exceptions?|crash(?:ed)?|timed? ?out|not ok)\b/i;

/**
 * Whether a message has to be told also in quiet hours: something is firing, or drawn as failed; of what names neither event nor state,
 * a script's report, say, whether its words say so.
 */
export function isProblem({ message, events }: Pick<Understood, 'message' | 'events'>): boolean {
  if (message.styles?.background === 'red' || events.some((names) => names.includes('firing'))) return true;
  return (
    events.flat().length === 0 &&
    SAYS_SO.test(JSON.stringify([message.card?.title, message.text, message.slides]))
  );
}
