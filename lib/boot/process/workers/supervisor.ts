import 'server-only';
import { log } from '@/lib/log';
import type { StopTimes } from '../stop-serving';
import { startWorker, type WorkerProcess } from './worker-process';

/** After a life this long, a death has nothing to do with the start. */
const STEADY_MS = 30_000;
/** Nobody waits for a worker whose successor serves: clients that send now and then get their `Connection: close`. */
const REPLACED_IDLE_MS = 5_000;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

type Slot = { worker: WorkerProcess; quickDeaths: number };

/** Keeps a number of workers serving: replaces those that die, and on request all of them one by one. */
export class Supervisor {
  readonly #count: number;
  readonly #living = new Set<WorkerProcess>();
  #slots: Slot[] = [];
  #stopping = false;
  #replacing = false;

  constructor(count: number) {
    this.#count = count;
  }

  /** Resolves when all serve. @throws {BootError} when one of them cannot. */
  async start(): Promise<void> {
    const workers = Array.from({ length: this.#count }, () => this.#launch());
    await Promise.all(workers.map(({ serving }) => serving));
    this.#slots = workers.map((worker) => ({ worker, quickDeaths: 0 }));
    for (const slot of this.#slots) this.#watch(slot);
  }

  /** Replaces all workers, one after the other; each old one drains once its successor serves. */
  async replaceAll(): Promise<void> {
    if (this.#replacing || this.#stopping) return log().info('a restart is already under way');
    this.#replacing = true;
    try {
      for (const [index, slot] of this.#slots.entries()) {
        if (!(await this.#replace(slot))) return;
        log().info({ pid: slot.worker.pid }, `rolling restart: ${index + 1} of ${this.#count} replaced`);
      }
    } finally {
      this.#replacing = false;
    }
  }

  /** Resolves when all workers have drained and ended. */
  async stop(times: StopTimes): Promise<void> {
    this.#stopping = true;
    await Promise.all([...this.#living].map((worker) => worker.stop(times)));
  }

  #launch(): WorkerProcess {
    const worker = startWorker();
    this.#living.add(worker);
    void worker.exited.then(() => this.#living.delete(worker));
    return worker;
  }

  async #replace(slot: Slot): Promise<boolean> {
    const fresh = this.#launch();
    try {
      await fresh.serving;
    } catch (error) {
      if (!this.#stopping) {
        log().error(
          { err: error },
          'the rolling restart stopped: the new process does not serve, the old go on',
        );
      }
      return false;
    }
    if (this.#stopping) return false;
    const old = slot.worker;
    slot.worker = fresh;
    this.#watch(slot);
    if (this.#living.has(old)) await old.stop({ delayMs: 0, idleMs: REPLACED_IDLE_MS });
    return !this.#stopping;
  }

  /** Replaces the slot's worker when it dies: at once the first time, then after growing pauses. */
  #watch(slot: Slot) {
    const { worker } = slot;
    void worker.exited.then((exit) => {
      if (this.#stopping || slot.worker !== worker) return;
      slot.quickDeaths = performance.now() - worker.startedMs > STEADY_MS ? 0 : slot.quickDeaths + 1;
      const pauseMs = pauseAfter(slot.quickDeaths);
      log().error({ pid: worker.pid, ...exit, pauseMs }, 'a server process ended and is replaced');
      setTimeout(() => {
        if (this.#stopping || slot.worker !== worker) return;
        slot.worker = this.#launch();
        this.#watch(slot);
      }, pauseMs);
    });
  }
}

function pauseAfter(quickDeaths: number): number {
  return quickDeaths <= 1 ? 0 : Math.min(FIRST_PAUSE_MS * 2 ** (quickDeaths - 2), LONGEST_PAUSE_MS);
}
