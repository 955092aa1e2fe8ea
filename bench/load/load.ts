import { has } from '../machine/processes';
import { runAutocannon } from './autocannon';
import type { Load, LoadResult } from './types';
import { runWrk } from './wrk';

/** The program that makes the load: `wrk`, which costs the machine least, or else autocannon, which npm installed. */
export const generator: 'wrk' | 'autocannon' = has('wrk') ? 'wrk' : 'autocannon';

/** Posts as fast as the answers come, over kept-alive connections. */
export function runLoad(load: Load, folder: string): Promise<LoadResult> {
  return generator === 'wrk' ? runWrk(load, folder) : runAutocannon(load, folder);
}
