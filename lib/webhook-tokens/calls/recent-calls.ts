import 'server-only';
import { db } from '@/lib/db/prisma';
import type { RecentCalls } from '../dto';
import { RECENT_CALLS } from '../policies/recent-calls-policy';
import { USAGE_SLOT_MINUTES } from '../policies/usage-slot-policy';

type Step = { tokenId: string; step: number; accepted: number; refused: number };

const SLOT_MS = USAGE_SLOT_MINUTES * 60_000;
const STEP_S = (RECENT_CALLS.days * 86_400) / RECENT_CALLS.steps;

/**
 * The calls of some tokens in the days up to `now`, in even steps, oldest first. Reads the half-hour counts: at most
 * 336 rows of an index per token, however many calls there were.
 */
export async function recentCalls(
  tokenIds: readonly string[],
  now: Date,
): Promise<Map<string, RecentCalls[]>> {
  const end = Math.floor(now.getTime() / SLOT_MS) * SLOT_MS + SLOT_MS;
  const start = new Date(end - RECENT_CALLS.steps * STEP_S * 1000);
  const rows = await db().$queryRaw<Step[]>`
    SELECT token_id AS "tokenId",
           floor(extract(epoch FROM slot - ${start}::timestamptz) / ${STEP_S}::int)::int AS step,
           sum(accepted)::int AS accepted, sum(refused + failed)::int AS refused
      FROM usage_slot
     WHERE token_id = ANY(${[...tokenIds]}::uuid[]) AND slot >= ${start}::timestamptz AND slot < ${new Date(end)}::timestamptz
     GROUP BY 1, 2`;
  const recent = new Map(
    tokenIds.map((id) => [
      id,
      Array.from({ length: RECENT_CALLS.steps }, () => ({ accepted: 0, refused: 0 })),
    ]),
  );
  for (const { tokenId, step, accepted, refused } of rows) {
    const steps = recent.get(tokenId);
    if (steps) steps[step] = { accepted, refused };
  }
  return recent;
}
