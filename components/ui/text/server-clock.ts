/** A smaller error of the clock is ignored, since the page tells no times below a minute. */
const TOLERATED_MS = 60_000;

let offsetMs = 0;

/** Notes what the server's clock says now, in milliseconds since 1970. */
export function noteServerTime(atMs: number): void {
  if (typeof window === 'undefined' || Number.isNaN(atMs)) return;
  const differenceMs = atMs - Date.now();
  offsetMs = Math.abs(differenceMs) < TOLERATED_MS ? 0 : differenceMs;
}

/** The present, for what is said about times of the server's: right in a browser whose clock is wrong, too. */
export function present(): Date {
  return new Date(Date.now() + offsetMs);
}
