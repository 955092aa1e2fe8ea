import 'server-only';

const DEEPEST = 5;

/** Whether PostgreSQL ended a statement with one of these states, however deep Prisma has wrapped its error. */
function hasSqlState(error: unknown, states: RegExp): boolean {
  for (let cause = error, depth = 0; cause && depth < DEEPEST; depth++) {
    const { code, originalCode, meta, cause: next } = cause as Record<string, unknown>;
    if ([code, originalCode].some((state) => typeof state === 'string' && states.test(state))) return true;
    cause = next ?? (meta as Record<string, unknown> | undefined)?.driverAdapterError;
  }
  return false;
}

/** `query_canceled`. */
export const isCancelled = (error: unknown) => hasSqlState(error, /^57014$/);

/** A data exception: the database is well, and asking it again changes nothing. */
export const isDataError = (error: unknown) => hasSqlState(error, /^22\w{3}$/);
