import 'server-only';
import { setTimeout as sleep } from 'node:timers/promises';
import { log } from '@/lib/log';
import { stopPostmaster } from './postmaster';
import { type RunningServer, runServer } from './run-server';
import { logFileOf, shortenLog } from './server-log';
import type { Settled } from './settle-cluster';

/** After a run this long, an end has a new cause. */
const STEADY_MS = 60_000;
const LIMITS = {
  firstPauseMs: 250,
  longestPauseMs: 30_000,
  /** With the pauses between them, the attempts take two and a half minutes. */
  mostAttempts: 12,
};

const SHORTEN_LOG_EVERY_MS = 60_000;

type Options = {
  /** Called when the first start takes long. */
  onStep?(text: string): void;
  /** Ends the waiting for the first start. */
  until?: AbortSignal | undefined;
  limits?: typeof LIMITS;
};

export type Supervised = {
  port: number;
  /** Stops the server, or the attempt to start it again. */
  stop(): Promise<void>;
};

/**
 * Runs the server and starts it again when it ends: killed, out of memory, crashed. The port stays the same, so that
 * clients reconnect by themselves.
 * @param onLost is called, once, when it cannot be started again.
 * @throws {BootError} when it does not start the first time.
 */
export async function supervise(
  settled: Settled,
  onLost: (error: Error) => void,
  { onStep = () => {}, until, limits = LIMITS }: Options = {},
): Promise<Supervised> {
  const stopping = new AbortController();
  const isUnwanted = () => until?.aborted ?? false;
  let current: RunningServer | undefined = await runServer(settled, { onStep, isGivenUp: isUnwanted });
  const { port } = current;
  let startedMs = performance.now();
  let attempts = 0;
  let recovering: Promise<void> | undefined;
  watch(current);
  const shortening = setInterval(shorten, SHORTEN_LOG_EVERY_MS).unref();

  function shorten() {
    try {
      shortenLog(logFileOf(settled.dataDir));
    } catch (error) {
      log().warn({ err: error }, 'the log of the embedded PostgreSQL was not shortened');
    }
  }

  /**
   * Watches the server's end and that of the session that holds the lock: a crash of one server process ends all
   * sessions.
   */
  function watch(server: RunningServer) {
    const onEnd = () => {
      if (server !== current || stopping.signal.aborted) return;
      current = undefined;
      if (performance.now() - startedMs > STEADY_MS) attempts = 0;
      const reason = server.postmaster.hasExited()
        ? server.postmaster.whyExited()
        : 'its sessions have ended';
      log().error({ reason }, 'the embedded PostgreSQL has ended and is started again');
      recovering = recover(server).finally(() => {
        recovering = undefined;
      });
    };
    void server.postmaster.exited.then(onEnd);
    server.guard.once('end', onEnd);
  }

  async function recover(last: RunningServer): Promise<void> {
    const isGivenUp = () => stopping.signal.aborted;
    let failure = new Error('it ends again and again');
    while (++attempts <= limits.mostAttempts) {
      await sleep(pauseBefore(attempts, limits), undefined, { signal: stopping.signal }).catch(() => {});
      if (isGivenUp()) return;
      try {
        current = await runServer(settled, { port, isGivenUp, onStep: (text) => log().info(text) });
        last.letGo();
        startedMs = performance.now();
        if (isGivenUp()) return;
        watch(current);
        return log().info({ attempts }, 'the embedded PostgreSQL runs again');
      } catch (error) {
        failure = error instanceof Error ? error : new Error(String(error));
        if (!isGivenUp())
          log().error({ attempts, reason: failure.message }, 'the embedded PostgreSQL is not back yet');
      }
    }
    onLost(failure);
  }

  return {
    port,
    async stop() {
      stopping.abort();
      clearInterval(shortening);
      await recovering;
      if (!current) return;
      await current.guard.end().catch(() => {});
      await stopPostmaster(current.postmaster, settled.binaries, settled.cluster);
    },
  };
}

/** No pause before the first attempt. */
function pauseBefore(attempt: number, { firstPauseMs, longestPauseMs }: typeof LIMITS): number {
  return attempt <= 1 ? 0 : Math.min(firstPauseMs * 2 ** (attempt - 2), longestPauseMs);
}
