import 'server-only';
import { env } from '@/lib/env';
import { log } from '@/lib/log';

const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
/** Below npm one Ctrl-C arrives twice: from the terminal, and passed on by npm. */
const SAME_KEYPRESS_MS = 1_000;
/** Longer than all parts of a stop together: workers and the embedded database take up to 47 s. */
const STOP_TIMEOUT_MS = 50_000;

/**
 * Runs `stop` at the first signal, then ends the process with code 0; a second Ctrl-C, a moment later, ends it at
 * once. The returned function runs the same stop, at most once altogether, and leaves ending to its caller.
 * @param stop gets how long new connections are still to be taken.
 */
export function stopOnSignals(stop: (delayMs: number) => Promise<void>): (delayMs: number) => Promise<void> {
  let firstAtMs: number | undefined;
  let stopped: Promise<void> | undefined;

  async function run(delayMs: number): Promise<void> {
    try {
      await stop(delayMs);
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
    const delayMs = env().SHUTDOWN_DELAY_SECONDS * 1_000;
    setTimeout(() => process.exit(1), STOP_TIMEOUT_MS + delayMs).unref();
    stopped ??= run(delayMs);
    void stopped.then(() => process.exit(0));
  }

  for (const signal of SIGNALS) process.on(signal, onSignal);
  return (delayMs) => {
    stopped ??= run(delayMs);
    return stopped;
  };
}

/** Runs `replace` at each SIGUSR2. Without a listener that signal would end the process; Windows does not have it. */
export function onReplaceSignal(replace: () => Promise<void>): void {
  if (process.platform === 'win32') return;
  process.on('SIGUSR2', () => {
    replace().catch((error: unknown) => log().error({ err: error }, 'the rolling restart failed'));
  });
}
