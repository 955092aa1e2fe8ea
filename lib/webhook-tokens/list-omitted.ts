import 'server-only';
import { db } from '@/lib/db/prisma';
import type { OmittedCalls } from './dto';
import type { InvocationFilters } from './schema';

type Hour = { from: Date; until: Date; count: bigint };

/**
 * The refused calls without a row that belong to one page of calls, by hour, newest first. An hour belongs to the page on which
 * the first call before its end stands, the oldest hours to the last. What filters cannot be held against is left out.
 */
export async function listOmitted(
  tokenId: string,
  { before, outcome, endpoint, search }: InvocationFilters,
  { nextBefore, since = new Date(0) }: { nextBefore: string | null; since: Date | undefined },
): Promise<OmittedCalls[]> {
  if (outcome === 'accepted' || endpoint || search) return [];
  const ends = nextBefore ? timeOf(nextBefore) : since;
  const after = ends > since ? ends : since;
  const notAfter = before ? timeOf(before) : null;
  const hours = await db().$queryRaw<Hour[]>`
    SELECT date_bin('1 hour', minute, '2000-01-01T00:00:00Z') AS "from",
           date_bin('1 hour', minute, '2000-01-01T00:00:00Z') + interval '1 hour' AS "until",
           sum(refused + failed) AS count
      FROM omitted_refusal
     WHERE token_id = ${tokenId}::uuid
     GROUP BY 1
    HAVING date_bin('1 hour', min(minute), '2000-01-01T00:00:00Z') + interval '1 hour' > ${after}::timestamptz
       AND (${notAfter}::timestamptz IS NULL OR date_bin('1 hour', min(minute), '2000-01-01T00:00:00Z') + interval '1 hour' <= ${notAfter}::timestamptz)
     ORDER BY 1 DESC`;
  return hours.map(({ from, until, count }) => ({
    from: from.toISOString(),
    until: until.toISOString(),
    count: Number(count),
  }));
}

/** Ids of calls are UUIDv7: their first 48 bits are the time. */
function timeOf(id: string): Date {
  return new Date(Number.parseInt(id.replace('-', '').slice(0, 12), 16));
}
