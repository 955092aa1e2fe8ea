import 'server-only';

// Why the accepting statement failed, by what the database says.

/** The history has these calls already, or somebody else began their group: those are not found there, and may be sent again. */
export function isWritten(error: Error, state: string): boolean {
  return state === '23505' && 'table' in error && /^(?:invocation|message_group)/.test(String(error.table));
}

/** Deadlock and serialisation failure: the same batch may succeed a moment later. */
export const CONFLICTS = new Set(['40P01', '40001']);
/** Somebody holds a row, or a table, that the statement has to lock. */
export const LOCK_NOT_AVAILABLE = '55P03';
/** Data exception, constraint, program limit, or a mistake in the statement: the database itself is well. */
export const DATA_ERROR = /^(?:22|23|54|42)/;

/** Somebody claimed an idempotency key after this statement's snapshot, or two calls of the batch have the same. */
export function isKeyTaken(error: Error): boolean {
  return sqlState(error) === '23505' && 'table' in error && error.table === 'idempotency_key';
}

export function isWithoutPartition(error: Error, state: string): boolean {
  return state === '23514' && error.message.startsWith('no partition of relation');
}

export function sqlState(error: object): string {
  return 'code' in error ? String(error.code) : '';
}
