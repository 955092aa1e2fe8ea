import 'server-only';
import { db } from '@/lib/db/prisma';
import type { OmittedCalls } from '../dto';
import type { InvocationFilters } from '../schema';
import { timeOfId } from './first-id-after';

type Hour = { from: Date; until: Date; count: bigint };

/**
 * The refused calls without a row that belong to one page of calls, by hour, newest first. An hour belongs to the
 * page with the first call before its end, the oldest hours to the last page. Filters that such counts cannot answer
 * leave them out.
 */
export async function listOmitted(
  tokenId: string,
  { before, outcome, status, endpoint, target, search }: InvocationFilters,
  { nextBefore, since = new Date(0) }: { nextBefore: string | null; since: Date | undefined },
): Promise<OmittedCalls[]> {
  const counts = outcome === undefined || outcome === 'refused' || outcome === 'failed';
  if (!counts || status || endpoint || target || search) return [];
  const isOf = { refused: outcome !== 'failed', failed: outcome !== 'refused' };
  const ends = nextBefore ? timeOfId(nextBefore) : since;
  const after = ends > since ? ends : since;
  const notAfter = before ? timeOfId(before) : null;
  const hours = await db().$queryRaw<Hour[]>`
    SELECT date_bin('1 hour', minute, '2000-01-01T00:00:00Z') AS "from",
           date_bin('1 hour', minute, '2000-01-01T00:00:00Z') + interval '1 hour' AS "until",
           sum(CASE WHEN ${isOf.refused} THEN refused ELSE 0 END + CASE WHEN ${isOf.failed} THEN failed ELSE 0 END) AS count
      FROM omitted_refusal
     WHERE token_id = ${tokenId}::uuid
     GROUP BY 1
    HAVING date_bin('1 hour', min(minute), '2000-01-01T00:00:00Z') + interval '1 hour' > ${after}::timestamptz
       AND (${notAfter}::timestamptz IS NULL OR date_bin('1 hour', min(minute), '2000-01-01T00:00:00Z') + interval '1 hour' <= ${notAfter}::timestamptz)
     ORDER BY 1 DESC`;
  return hours
    .filter(({ count }) => count > 0)
    .map(({ from, until, count }) => ({
      from: from.toISOString(),
      until: until.toISOString(),
      count: Number(count),
    }));
}
