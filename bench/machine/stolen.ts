import { existsSync, readFileSync } from 'node:fs';

/** Above it, what is measured says more of the machine's neighbours than of a program. */
const TOO_MUCH = 0.02;
const ATTEMPTS = 3;
/** For all measurements of a run together: a crowded host stays crowded. */
const MOST_REPEATS = 60;

/** What a virtual machine's host took from it while the figures were measured. */
export type Stolen = {
  /** Measurements that were made again, because more than `limit` was taken. */
  repeated: number;
  limit: number;
  /** Shares of the processors' time: of what counts, the worst and the middle one. */
  most: number;
  median: number;
};

const kept: number[] = [];
let repeated = 0;

/**
 * Measures, and again (three times at most) while the host gives the processors to others; what it took least from counts. On
 * real machines, where the system does not tell, and in a quick run, once.
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

/** Of all processors together: user, nice, system, idle, waiting, interrupts, soft ones, stolen. */
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
