import 'server-only';

/** PostgreSQL's `query_canceled`, however deep Prisma has wrapped it. */
export function isCancelled(error: unknown): boolean {
  for (let cause = error, depth = 0; cause && depth < 5; depth++) {
    const { code, originalCode, meta, cause: next } = cause as Record<string, unknown>;
    if (code === '57014' || originalCode === '57014') return true;
    cause = next ?? (meta as Record<string, unknown> | undefined)?.driverAdapterError;
  }
  return false;
}
