import 'server-only';
import type { Change } from './record-event';

/** What differs between two states of a row, for the detail of its audit row; null when nothing does. */
export function changesOf<State extends Record<string, string | null>>(
  before: State,
  after: NoInfer<State>,
): Record<string, Change> | null {
  const changes = Object.keys(before).flatMap((name): [string, Change][] => {
    const [from = null, to = null] = [before[name], after[name]];
    return from === to ? [] : [[name, { from, to }]];
  });
  return changes.length === 0 ? null : Object.fromEntries(changes);
}
