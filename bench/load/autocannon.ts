import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { capture } from '../machine/processes';
import type { Load, LoadResult } from './types';

/** Runs the load with autocannon, where wrk is not installed. */
export async function runAutocannon(load: Load, folder: string): Promise<LoadResult> {
  const file = path.join(folder, 'load.json');
  writeFileSync(file, JSON.stringify(load));
  return JSON.parse(await capture(process.execPath, ['bench/load/autocannon-process.mjs', file]));
}
