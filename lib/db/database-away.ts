import 'server-only';

/** Prisma's codes for a database that cannot be reached, is full, or did not answer in time. */
const PRISMA = new Set(['P1000', 'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037']);
/** Codes of the system and of PostgreSQL: no connection, none free, one that was ended, or a server that only reads. */
const CODES =
  /^(?:ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EHOSTUNREACH|08\w{3}|57P0[1-5]|53300|53400|25006)$/;
/** Texts of node-postgres errors without a code. */
const WORDS =
  /timeout exceeded when trying to connect|query read timeout|connection terminated|connection error and is not queryable|too many (?:clients|connections)|database system is (?:starting|shutting|in recovery)|can't reach database|server has closed the connection|databasenotreachable|connectionclosed|sockettimeout/i;
const DEEPEST = 5;

/**
 * True when a query failed because the database is away, not for what it asked; the same query may succeed shortly.
 */
export function isDatabaseAway(error: unknown, depth = 0): boolean {
  if (typeof error !== 'object' || error === null || depth > DEEPEST) return false;
  const { code, kind, message, cause, meta, errors } = error as Record<string, unknown>;
  if (typeof code === 'string' && (PRISMA.has(code) || CODES.test(code))) return true;
  if ([message, kind].some((text) => typeof text === 'string' && WORDS.test(text))) return true;
  const below = [cause, meta, (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError];
  return [...below, ...(Array.isArray(errors) ? errors : [])].some((one) => isDatabaseAway(one, depth + 1));
}
