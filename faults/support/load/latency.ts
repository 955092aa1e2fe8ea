import { type Note, wasAccepted } from './noting-client';

/** The median latency of the accepted calls that were made in a span of time. */
export function medianMs(notes: readonly Note[], fromMs = -Infinity, toMs = Infinity): number {
  const inTime = notes.filter(
    (note) => wasAccepted(note) && note.startedAtMs >= fromMs && note.endedAtMs <= toMs,
  );
  return percentileMs(inTime, 0.5);
}

/** @param share 0 to 1 */
export function percentileMs(notes: readonly Note[], share: number): number {
  const times = notes.map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs).sort((a, b) => a - b);
  return times[Math.floor((times.length - 1) * share)] ?? Number.NaN;
}

/** The slowest call, whatever became of it. */
export function longestMs(notes: readonly Note[], fromMs: number): number {
  const times = notes
    .filter(({ startedAtMs }) => startedAtMs >= fromMs)
    .map(({ startedAtMs, endedAtMs }) => endedAtMs - startedAtMs);
  return Math.max(0, ...times);
}
