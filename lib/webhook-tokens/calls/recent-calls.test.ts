import { describe, expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import { RECENT_CALLS } from '../policies/recent-calls-policy';
import { recentCalls } from './recent-calls';

const HOUR_MS = 3_600_000;
const NOW = new Date('2026-03-10T10:10:00Z');
/** The half hour of `NOW` is the last one that counts. */
const END_MS = Date.parse('2026-03-10T10:30:00Z');

async function slots(
  tokenId: string,
  counts: [hoursBeforeEnd: number, accepted: number, refused: number, failed: number][],
) {
  await db().usageSlot.createMany({
    data: counts.map(([hours, accepted, refused, failed]) => ({
      tokenId,
      slot: new Date(END_MS - hours * HOUR_MS),
      accepted,
      refused,
      failed,
    })),
  });
}

describe('the calls of the last days', () => {
  it('are summed in even steps up to this half hour, for each token by itself', async () => {
    const [one, other, unused] = [crypto.randomUUID(), crypto.randomUUID(), crypto.randomUUID()];
    await slots(one, [
      [0.5, 5, 1, 2],
      [12, 7, 0, 0],
      // One step earlier.
      [12.5, 0, 4, 0],
      // The first half hour that is shown, and the last that is not.
      [RECENT_CALLS.days * 24, 9, 0, 0],
      [RECENT_CALLS.days * 24 + 0.5, 1_000, 1_000, 0],
      // Written by a clock that was ahead.
      [0, 1_000, 0, 0],
    ]);
    await slots(other, [[1, 0, 3, 0]]);
    const recent = await recentCalls([one, other, unused], NOW);
    const empty = { accepted: 0, refused: 0 };
    const steps = (last: object[], first = empty) => [
      first,
      ...Array(RECENT_CALLS.steps - 1 - last.length).fill(empty),
      ...last,
    ];
    expect(recent.get(one)).toEqual(
      steps(
        [
          { accepted: 0, refused: 4 },
          { accepted: 12, refused: 3 },
        ],
        { accepted: 9, refused: 0 },
      ),
    );
    expect(recent.get(other)).toEqual(steps([{ accepted: 0, refused: 3 }]));
    expect(recent.get(unused)).toEqual(steps([]));
  });

  it('of no token are none', async () => {
    expect((await recentCalls([], NOW)).size).toBe(0);
  });
});
