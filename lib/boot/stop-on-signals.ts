import 'server-only';
import { log } from '@/lib/log';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** One Ctrl-C arrives twice below npm: from the terminal and passed on by npm. */
const SAME_KEYPRESS_MS = 1_000;
/** Longer than any single part of the stop may take. */
const STOP_TIMEOUT_MS = 25_000;

/**
 * Runs `stop` at the first signal and ends the process after it, with code 0. A second Ctrl-C, a moment later, ends it at
 * once. `abort` runs the same stop for a start that failed, and leaves the ending to the caller.
 */
export function stopOnSignals(stop: () => Promise<void>): { abort(): Promise<void> } {
  let firstAtMs: number | undefined;
  let stopped: Promise<void> | undefined;

  async function run(): Promise<void> {
    try {
      await stop();
    } catch (error) {
      log().error({ err: error }, 'stopping was not clean');
    }
  }

  function onSignal(signal: NodeJS.Signals) {
    const nowMs = performance.now();
    if (firstAtMs !== undefined) {
      if (signal !== 'SIGHUP' && nowMs - firstAtMs > SAME_KEYPRESS_MS) process.exit(130);
      return;
    }
    firstAtMs = nowMs;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS).unref();
    stopped ??= run();
    void stopped.then(() => process.exit(0));
  }

  for (const signal of SIGNALS) process.on(signal, onSignal);
  return {
    abort() {
      stopped ??= run();
      return stopped;
    },
  };
}
