import 'server-only';
import { setTimeout as pause } from 'node:timers/promises';

const RETRY_MS = 1_000;

type Rounds = {
  round(): Promise<void>;
  /** Whether anybody is there whom a round would serve. */
  mayRun(): boolean;
  /** How long to rest after a round that took so long. */
  restMs(tookMs: number): number;
  onFailure(error: unknown): void;
};

/**
 * Runs a round for all news that came before it, one round after the other. A round that failed is repeated.
 * @returns tells that there is news; a round may call it, too.
 */
export function rounds({ round, mayRun, restMs, onFailure }: Rounds): () => void {
  let hasNews = false;
  let isRunning = false;

  async function run() {
    isRunning = true;
    while (hasNews && mayRun()) {
      hasNews = false;
      const startedAtMs = performance.now();
      try {
        await round();
        await pause(restMs(performance.now() - startedAtMs));
      } catch (error) {
        onFailure(error);
        hasNews = true;
        await pause(RETRY_MS);
      }
    }
    isRunning = false;
  }

  return () => {
    hasNews = true;
    if (!isRunning) void run();
  };
}
