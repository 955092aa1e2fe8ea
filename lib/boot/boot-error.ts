import 'server-only';

/** Why Postern cannot start: one sentence with its remedy, for the person at the terminal. */
export class BootError extends Error {
  override readonly name = 'BootError';
}

/** True for failures that the person can mend; every other error is a defect and keeps its stack trace. */
export function isBootError(error: unknown): error is Error {
  return error instanceof Error && (error.name === 'BootError' || error.name === 'EnvError');
}

/** The code of a system or database error, such as `EACCES` or `28P01`. */
export function codeOf(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
