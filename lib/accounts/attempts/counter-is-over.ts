import 'server-only';
import { CLOCK_SLACK_MS } from '@/lib/instants';

/**
 * SQL: whether the block of the attempt counter `a` is over, or further ahead than it was ever set. `longest` is an
 * interval.
 */
export const counterIsOver = (longest: string) =>
  `a.blocked_until NOT BETWEEN now() AND now() + ${longest} + interval '${CLOCK_SLACK_MS} milliseconds'`;
