import { statusOf, type WireErrorCode, wireStatusOf } from '@/lib/errors';

/**
 * The outcome of a call: `accepted`, `test` (accepted from *Send test*, not counted), `replayed` (an earlier call's
 * answer again), or the error code of its answer. History, chart and counters share this division into refused and
 * failed calls. Browser-safe.
 */
export const ANSWERED_WELL = ['accepted', 'test', 'replayed'] as const;

/** Errors of good calls, which failed in their handler or in the server. */
export const FAILED_CODES: readonly string[] = Object.entries(statusOf)
  .filter(([code, status]) => status >= 500 || code === 'handler_failed')
  .map(([code]) => code);

export const wireErrorCodes = Object.keys(wireStatusOf) as WireErrorCode[];

/** The history's filters: a kind of outcome, or one error code. */
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
