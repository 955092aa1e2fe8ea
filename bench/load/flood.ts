import { fork } from 'node:child_process';
import { once } from 'node:events';
import { onCleanUp } from '../clean-up';
import type { Load } from './types';

type Totals = { accepted: number; refused: number; broken: number };

/** What was sent after a moment, and how it was answered. */
export type FloodResult = Totals & { acceptedAfter: number; refusedAfter: number };

export type Flood = {
  /** Resolves when so many answers have come since the beginning. */
  reached(outcome: 'accepted' | 'refused', count: number): Promise<void>;
  /** Ends it. @param switchedNs of `process.hrtime.bigint()`, whose clock all processes share */
  stop(switchedNs: number): Promise<FloodResult>;
};

/** Longer than a thousand answers take anywhere. */
const TIMEOUT_MS = 60_000;

/**
 * Posts as fast as the answers come, from a process of its own, and remembers when each call was sent. Each call
 * claims another address, which a server with TRUSTED_PROXY_HOPS=1 believes.
 */
export function startFlood(load: Omit<Load, 'seconds'>): Flood {
  const child = fork('bench/load/flood-process.mjs', [JSON.stringify(load)], { execArgv: [] });
  const done = onCleanUp(async () => void child.kill());
  return {
    async reached(outcome, count) {
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      for (;;) {
        const [{ totals }] = (await once(child, 'message', { signal })) as [{ totals: Totals }];
        if (totals[outcome] >= count) return;
      }
    },
    async stop(switchedNs) {
      child.send({ switchedNs });
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      for (;;) {
        const [{ result }] = (await once(child, 'message', { signal })) as [{ result?: FloodResult }];
        if (!result) continue;
        done();
        return result;
      }
    },
  };
}
