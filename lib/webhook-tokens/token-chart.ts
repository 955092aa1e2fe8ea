import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { firstIdAfter } from './calls/first-id-after';
import type { ChartRange, TokenChart } from './dto';
import { ANSWERED_WELL, FAILED_CODES } from './policies/outcome-policy';
import { USAGE_SLOT_MINUTES } from './policies/usage-slot-policy';
import { requireOwnToken } from './token/require-own-token';

const ranges: Record<ChartRange, { stepS: number; count: number }> = {
  '1h': { stepS: 60, count: 60 },
  '24h': { stepS: 30 * 60, count: 48 },
  '7d': { stepS: 3 * 3600, count: 56 },
  '30d': { stepS: 12 * 3600, count: 60 },
};

type Counted = { at: Date; accepted: number; refused: number; failed: number };

/**
 * Calls of a token by outcome, in even steps up to now; steps without calls have zeros.
 * @throws {AppError} `not_found`.
 */
export async function tokenChart(
  user: SteppedUpUser,
  tokenId: string,
  range: ChartRange,
  now = user.at,
): Promise<TokenChart> {
  await requireOwnToken(user, tokenId);
  const { stepS, count } = ranges[range];
  const stepMs = stepS * 1000;
  const end = Math.floor(now.getTime() / stepMs) * stepMs + stepMs;
  const start = new Date(end - count * stepMs);
  const rows = await (stepS < USAGE_SLOT_MINUTES * 60 ? countCalls : addSlots)(tokenId, stepS, start);
  const counted = new Map(rows.map(({ at, ...counts }) => [at.getTime(), counts]));
  const buckets = Array.from({ length: count }, (_, index) => {
    const at = start.getTime() + index * stepMs;
    const counts = counted.get(at) ?? { accepted: 0, refused: 0, failed: 0 };
    return { at: new Date(at).toISOString(), ...counts };
  });
  return { range, stepS, buckets };
}

/** Counts the calls themselves and the refused ones without a row; for short ranges. */
function countCalls(tokenId: string, stepS: number, start: Date): Promise<Counted[]> {
  return db().$queryRaw<Counted[]>`
    SELECT at, sum(accepted)::int AS accepted, sum(refused)::int AS refused, sum(failed)::int AS failed FROM (
      SELECT date_bin(make_interval(secs => ${stepS}::float8), received_at, ${start}::timestamptz) AS at,
             count(*) FILTER (WHERE outcome = 'accepted') AS accepted,
             count(*) FILTER (WHERE outcome <> ALL(${[...ANSWERED_WELL, ...FAILED_CODES]})) AS refused,
             count(*) FILTER (WHERE outcome = ANY(${[...FAILED_CODES]})) AS failed
        FROM invocation
       WHERE token_id = ${tokenId}::uuid AND id >= ${firstIdAfter(start)}::uuid AND received_at >= ${start}::timestamptz
       GROUP BY 1
      UNION ALL
      SELECT date_bin(make_interval(secs => ${stepS}::float8), minute, ${start}::timestamptz), 0, refused, failed
        FROM omitted_refusal
       WHERE token_id = ${tokenId}::uuid AND minute >= ${start}::timestamptz
    ) counted GROUP BY at`;
}

/** Adds the half-hour counts up: a month of millions is as quick as a day without calls. */
function addSlots(tokenId: string, stepS: number, start: Date): Promise<Counted[]> {
  return db().$queryRaw<Counted[]>`
    SELECT date_bin(make_interval(secs => ${stepS}::float8), slot, ${start}::timestamptz) AS at,
           sum(accepted)::int AS accepted, sum(refused)::int AS refused, sum(failed)::int AS failed
      FROM usage_slot
     WHERE token_id = ${tokenId}::uuid AND slot >= ${start}::timestamptz
     GROUP BY 1`;
}
