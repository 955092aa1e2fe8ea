import { existsSync, readFileSync } from 'node:fs';

/** Above this share a measurement says more about the neighbours of a virtual machine than about a program. */
const TOO_MUCH = 0.02;
const ATTEMPTS = 3;
/** The limit for a whole run, since a crowded host stays crowded. */
const MOST_REPEATS = 60;

/** What a virtual machine's host took from it while the figures were measured. */
export type Stolen = {
  /** Measurements that were made again, because more than `limit` was taken. */
  repeated: number;
  limit: number;
  /** Shares of the processors' time, the worst and the median of the measurements that count. */
  most: number;
  median: number;
};

const kept: number[] = [];
let repeated = 0;

/**
 * Measures, and repeats (three times at most) while the host gives the processors to others; the least disturbed result
 * counts. Measures once on real machines, where the system does not tell, and in a quick run.
 */
export async function leastDisturbed<Result>(
  { quick }: { quick: boolean },
  measure: () => Promise<Result>,
): Promise<Result> {
  let best: { result: Result; stolen: number } | undefined;
  for (let attempt = 1; ; attempt++) {
    const before = processorTimes();
    const result = await measure();
    const stolen = shareStolen(before, processorTimes());
    if (!best || stolen < best.stolen) best = { result, stolen };
    if (best.stolen <= TOO_MUCH || quick || attempt === ATTEMPTS || repeated === MOST_REPEATS) break;
    repeated++;
  }
  kept.push(best.stolen);
  return best.result;
}

/** Null where nothing was measured, or the system does not tell. */
export function stolenSoFar(): Stolen | null {
  const sorted = kept.filter((share) => !Number.isNaN(share)).sort((a, b) => a - b);
  const most = sorted.at(-1);
  if (most === undefined || !existsSync(STAT)) return null;
  return { repeated, limit: TOO_MUCH, most, median: sorted[sorted.length >> 1] ?? most };
}

const STAT = '/proc/stat';

/** Times of all processors together: user, nice, system, idle, waiting, interrupts, soft ones, stolen. */
function processorTimes(): number[] {
  if (!existsSync(STAT)) return [];
  const [line = ''] = readFileSync(STAT, 'utf8').split('\n');
  return line.trim().split(/ +/).slice(1, 9).map(Number);
}

function shareStolen(before: readonly number[], after: readonly number[]): number {
  const spent = after.map((time, index) => time - (before[index] ?? 0));
  const all = spent.reduce((sum, time) => sum + time, 0);
  return all === 0 ? 0 : (spent.at(-1) ?? 0) / all;
}
