import 'server-only';
import { AppError } from '@/lib/errors';

// Why a batch was not written, by the database's error, and what its callers are told.

/**
 * Whether the batch was written already, or another process began the same group. Calls of the second kind are not in
 * the history and may be sent again.
 */
export function isWritten(error: Error, state: string): boolean {
  return state === '23505' && 'table' in error && /^(?:invocation|message_group)/.test(String(error.table));
}

/** Deadlock and serialisation failure; the same batch may succeed a moment later. */
export const CONFLICTS = new Set(['40P01', '40001']);
/** Another transaction holds a row or table that the statement has to lock. */
export const LOCK_NOT_AVAILABLE = '55P03';
/** Data exception, constraint, program limit, or a mistake in the statement; the database itself is well. */
export const DATA_ERROR = /^(?:22|23|54|42)/;

/** Whether an idempotency key was claimed after this statement's snapshot, or by two calls of the batch. */
export function isKeyTaken(error: Error): boolean {
  return sqlState(error) === '23505' && 'table' in error && error.table === 'idempotency_key';
}

export function isWithoutPartition(error: Error, state: string): boolean {
  return state === '23514' && error.message.startsWith('no partition of relation');
}

export function sqlState(error: object): string {
  return 'code' in error ? String(error.code) : '';
}

const RETRY_AFTER_S = 1;

/** Nothing was stored; the caller may send the same call again. */
export function unavailable(): AppError {
  const message = 'Postern cannot take this call now; send it again shortly.';
  return new AppError('temporarily_unavailable', message, { retryAfterS: RETRY_AFTER_S });
}
