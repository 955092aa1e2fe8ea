import { capture } from '../machine/processes';
import type { Load, LoadResult } from './types';

/**
 * Posts at an even rate, whatever the answers take; latencies count from when a call was due. (wrk has no such
 * mode, and autocannon sends a second's calls in one burst.)
 */
export async function runSteadily(load: Load & { callsPerSecond: number }): Promise<LoadResult> {
  return JSON.parse(await capture(process.execPath, ['bench/load/steady-process.mjs', JSON.stringify(load)]));
}
