import 'server-only';
import { Worker } from 'node:worker_threads';
import { AppError } from '@/lib/errors';
import { type HandlerEntry, type HandlerError, TIME_LIMIT_MS } from './handler-types';

/** What a worker is asked: `input` is JSON text, or null to only load the code. */
export type SandboxJob = {
  code: string;
  entry: HandlerEntry;
  input: string | null;
  nowMs: number;
  timeLimitMs: number;
};
export type SandboxResult =
  | { ok: true; text: string | undefined; logs: string[] }
  | { ok: false; error: HandlerError; logs: string[] };

type FromWorker = { type: 'ready' } | { type: 'done'; result: SandboxResult; intact: boolean };
type Waiting = {
  job: SandboxJob;
  queuedAtMs: number;
  resolve: (result: SandboxResult) => void;
  reject: (error: Error) => void;
};
type Slot = { worker: Worker; ready: boolean; running: Waiting | null; timer: NodeJS.Timeout | undefined };

/** The interrupt inside the engine comes first; native loops that never ask it are ended from outside. */
const OUTSIDE_GRACE_MS = 200;
const MAX_QUEUED = 200;
/** Callers of webhooks are answered within 5 s, whatever happens here. */
const MAX_QUEUED_MS = 2_500;

/** Worker threads that run one handler at a time each, started when first needed. */
export class WorkerPool {
  readonly #file: string;
  readonly #size: number;
  readonly #slots = new Set<Slot>();
  readonly #queue: Waiting[] = [];

  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
  }

  /**
   * Runs one job; a handler's own failure is a result, not a rejection.
   * @throws {AppError} `temporarily_unavailable` when too many wait or the wait was too long.
   */
  run(job: SandboxJob): Promise<SandboxResult> {
    if (this.#queue.length >= MAX_QUEUED) return Promise.reject(busy());
    return new Promise((resolve, reject) => {
      this.#queue.push({ job, queuedAtMs: performance.now(), resolve, reject });
      this.#dispatch();
    });
  }

  /** Ends all threads; calls still running or waiting fail. For tests and shutdown. */
  async close(): Promise<void> {
    for (const waiting of this.#queue.splice(0)) waiting.reject(busy());
    await Promise.all([...this.#slots].map((slot) => this.#remove(slot)));
  }

  #dispatch() {
    while (this.#queue.length > 0) {
      const idle = [...this.#slots].find((slot) => slot.ready && !slot.running);
      if (!idle) {
        const starting = [...this.#slots].filter((slot) => !slot.ready).length;
        if (this.#slots.size < this.#size && starting < this.#queue.length) this.#start();
        return;
      }
      const [next] = this.#queue.splice(this.#fairest(), 1);
      if (!next) return;
      if (performance.now() - next.queuedAtMs > MAX_QUEUED_MS) next.reject(busy());
      else this.#assign(idle, next);
    }
  }

  /** The place in the queue of the first job whose code has the fewest threads now: one slow handler must not keep all. */
  #fairest(): number {
    const running = new Map<string, number>();
    for (const { running: at } of this.#slots) {
      if (at) running.set(at.job.code, (running.get(at.job.code) ?? 0) + 1);
    }
    let best = 0;
    let fewest = Infinity;
    for (const [index, { job }] of this.#queue.entries()) {
      const threads = running.get(job.code) ?? 0;
      if (threads < fewest) [best, fewest] = [index, threads];
      if (threads === 0) break;
    }
    return best;
  }

  #assign(slot: Slot, waiting: Waiting) {
    slot.running = waiting;
    slot.worker.ref();
    slot.timer = setTimeout(() => {
      this.#settle(
        slot,
        stopped('timeout', `The handler ran longer than ${TIME_LIMIT_MS / 1000} s and was stopped.`),
      );
      this.#replace(slot);
    }, waiting.job.timeLimitMs + OUTSIDE_GRACE_MS);
    slot.worker.postMessage(waiting.job);
  }

  #start() {
    const worker = new Worker(this.#file, {
      // Nothing of this process: no environment, no loaders, no arguments.
      env: {},
      argv: [],
      execArgv: [],
      // The engine's own complaints about a handler are no news for the server's log.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const slot: Slot = { worker, ready: false, running: null, timer: undefined };
    this.#slots.add(slot);
    worker.on('message', (message: FromWorker) => {
      if (message.type === 'ready') {
        slot.ready = true;
        worker.unref();
      } else {
        this.#settle(slot, message.result);
        if (!message.intact) this.#replace(slot);
      }
      this.#dispatch();
    });
    worker.on('error', (error) => this.#onError(slot, error));
  }

  /** The thread ended by itself: inside a job the job did it, before its first job it cannot start at all. */
  #onError(slot: Slot, error: Error) {
    if (slot.ready) {
      this.#settle(
        slot,
        stopped('memory', 'The handler nested too deeply or used too much memory and was stopped.'),
      );
      this.#replace(slot);
    } else {
      for (const waiting of this.#queue.splice(0)) waiting.reject(error);
      void this.#remove(slot);
    }
  }

  #settle(slot: Slot, result: SandboxResult) {
    clearTimeout(slot.timer);
    slot.worker.unref();
    slot.running?.resolve(result);
    slot.running = null;
  }

  #replace(slot: Slot) {
    void this.#remove(slot);
    this.#start();
  }

  async #remove(slot: Slot) {
    this.#slots.delete(slot);
    clearTimeout(slot.timer);
    slot.running?.reject(busy());
    slot.running = null;
    await slot.worker.terminate();
  }
}

function stopped(kind: HandlerError['kind'], message: string): SandboxResult {
  return { ok: false, error: { kind, message, line: null, column: null }, logs: [] };
}

function busy(): AppError {
  return new AppError('temporarily_unavailable', 'Too many handlers are running; try again in a moment.', {
    retryAfterS: 1,
  });
}
