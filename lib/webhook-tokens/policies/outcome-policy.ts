import { statusOf, type WireErrorCode, wireStatusOf } from '@/lib/errors';

/**
 * What became of a call: `accepted`, `test` (accepted from *Send test*, and not counted), `replayed` (the answer of an earlier call was given again), or the code of the error it was
 * given. History, chart and counters agree on what of these is refused and what failed. Browser-safe.
 */
export const ANSWERED_WELL = ['accepted', 'test', 'replayed'] as const;

/** Errors with which a call failed that was good: its handler or the server was not. */
export const FAILED_CODES: readonly string[] = Object.entries(statusOf)
  .filter(([code, status]) => status >= 500 || code === 'handler_failed')
  .map(([code]) => code);

export const wireErrorCodes = Object.keys(wireStatusOf) as WireErrorCode[];

/** What the history can be filtered by: a kind of outcome, or one error code. */
export const OUTCOME_FILTERS = [
  'accepted',
  'test',
  'replayed',
  'refused',
  'failed',
  ...wireErrorCodes,
] as const;

/** `4xx`, or one status. */
export const STATUS_FILTER = /^(?:[245]xx|[1-5]\d\d)$/;
