import 'server-only';
import { MessageChannel, type MessagePort, Worker } from 'node:worker_threads';
import { AppError } from '@/lib/errors';
import { log } from '@/lib/log';
import type { HandlerEntry, HandlerError } from '../types';
import { FairQueue, type Turn } from './fair-queue';
import type { Share } from './flow';
import { patience } from './patience';

/** A worker's job; `input` is JSON text, or null to only load the code. */
export type SandboxJob = {
  code: string;
  entry: HandlerEntry;
  input: string | null;
  /** The call's body as it came, for code that asks for it. */
  rawBody: Uint8Array | null;
  nowMs: number;
  timeLimitMs: number;
};
export type SandboxResult =
  | { ok: true; text: string | undefined; logs: string[] }
  | { ok: false; error: HandlerError; logs: string[] };

type FromWorker = { type: 'ready' } | { type: 'done'; result: SandboxResult; intact: boolean };
/** Answers what a handler asks of the server while it runs: JSON in, JSON out. */
export type AnswerQuestion = (question: string) => Promise<string>;
type Waiting = {
  job: SandboxJob;
  answer: AnswerQuestion;
  resolve: (result: SandboxResult) => void;
  reject: (error: Error) => void;
};
type Asked = { run: number; id: number; question: string };
type Slot = {
  worker: Worker;
  line: MessagePort;
  ready: boolean;
  /** Counts the thread's jobs, so that a late question is not taken for the next job's. */
  run: number;
  running: Turn<Waiting> | null;
  timer: NodeJS.Timeout | undefined;
};

/**
 * The interrupt inside the engine comes first; native loops that never check it are ended from outside. Making the sandbox, which is
 * not the handler's time, falls in here.
 */
const OUTSIDE_GRACE_MS = 500;
const QUEUE = { places: 400, placesOfOwner: 200, trialsOfOwner: 8 };
/** A job takes one place, and another for every this many characters of its input. */
const CHARACTERS_OF_PLACE = 256 * 1024;

/** Worker threads that run one handler at a time each; the next is started before somebody waits for it. */
export class WorkerPool {
  readonly #file: string;
  readonly #size: number;
  readonly #slots = new Set<Slot>();
  readonly #queue: FairQueue<Waiting>;
  #expiry: NodeJS.Timeout | undefined;

  constructor(file: string, size: number) {
    this.#file = file;
    this.#size = size;
    const { waitMs, trialWaitMs } = patience();
    this.#queue = new FairQueue({ ...QUEUE, maxWaitMs: waitMs, maxTrialWaitMs: trialWaitMs });
  }

  /** Starts the first thread, unless it is there: on a busy machine the first call would wait too long for it. */
  warm(): void {
    if (this.#slots.size > 0) return;
    try {
      this.#start();
    } catch (error) {
      log().warn(
        { err: error },
        'no thread can be started for handlers now; it is tried again for each call',
      );
    }
  }

  /**
   * Runs one job; a handler's own failure is a result, not a rejection.
   * @throws {AppError} `temporarily_unavailable` when its owner has too many waiting, or the wait was too long.
   */
  run(job: SandboxJob, share: Share, answer: AnswerQuestion): Promise<SandboxResult> {
    return new Promise((resolve, reject) => {
      const characters = (job.input?.length ?? 0) + (job.rawBody?.length ?? 0);
      const places = 1 + Math.floor(characters / CHARACTERS_OF_PLACE);
      const dropped = this.#queue.push({ job, answer, resolve, reject }, share, places, performance.now());
      for (const waiting of dropped) waiting.reject(busy());
      this.#dispatch();
    });
  }

  /** Ends all threads; running and waiting calls fail. For tests and shutdown. */
  async close(): Promise<void> {
    for (const waiting of this.#queue.clear()) waiting.reject(busy());
    clearTimeout(this.#expiry);
    await Promise.all([...this.#slots].map((slot) => this.#remove(slot)));
  }

  #dispatch() {
    for (const waiting of this.#queue.expire(performance.now())) waiting.reject(busy());
    for (const slot of this.#slots) {
      if (!slot.ready || slot.running) continue;
      const turn = this.#queue.take(performance.now(), this.#size);
      if (!turn) break;
      this.#assign(slot, turn);
    }
    this.#keepOneInReserve();
    this.#watchExpiry();
  }

  /** Starts the next thread before somebody waits for it, since starting takes a while. */
  #keepOneInReserve() {
    const slots = [...this.#slots];
    const isStarting = slots.some(({ ready }) => !ready);
    const isBusy = this.#queue.length > 0 || slots.every(({ running }) => running);
    if (isBusy && !isStarting && slots.length < this.#size) this.#start();
  }

  #watchExpiry() {
    clearTimeout(this.#expiry);
    const atMs = this.#queue.nextExpiryMs();
    if (atMs === null) return;
    this.#expiry = setTimeout(() => this.#dispatch(), Math.ceil(atMs - performance.now()));
  }

  #assign(slot: Slot, turn: Turn<Waiting>) {
    const { job } = turn.job;
    slot.running = turn;
    slot.run += 1;
    slot.worker.ref();
    slot.timer = setTimeout(() => {
      this.#settle(
        slot,
        stopped('timeout', `The handler ran longer than ${job.timeLimitMs / 1000} s and was stopped.`),
      );
      this.#replace(slot);
    }, job.timeLimitMs + OUTSIDE_GRACE_MS);
    slot.worker.postMessage({ run: slot.run, job });
  }

  #start() {
    const { port1: line, port2: port } = new MessageChannel();
    const signal = new Int32Array(new SharedArrayBuffer(4));
    const worker = new Worker(this.#file, {
      workerData: { port, signal },
      transferList: [port],
      // The thread gets nothing of this process: no environment, loaders or arguments.
      env: {},
      argv: [],
      execArgv: [],
      // The engine's own complaints about a handler do not belong in the server's log.
      stdout: true,
      stderr: true,
      resourceLimits: { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 16, stackSizeMb: 4 },
    });
    const slot: Slot = { worker, line, ready: false, run: 0, running: null, timer: undefined };
    this.#slots.add(slot);
    worker.on('message', (message: FromWorker) => {
      // The last word of a thread that was ended while it started.
      if (!this.#slots.has(slot)) return;
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
    line.on('message', (asked) => this.#answer(slot, signal, asked));
    line.unref();
  }

  /** Answers a question; the thread stands still until the signal changes or its time is over. */
  async #answer(slot: Slot, signal: Int32Array, { run, id, question }: Asked) {
    if (!slot.running || run !== slot.run) return;
    const answer = await slot.running.job.answer(question).catch(unanswered);
    slot.line.postMessage({ id, answer });
    Atomics.add(signal, 0, 1);
    Atomics.notify(signal, 0);
  }

  /** The thread ended by itself: during a job the job caused it, before its first job it cannot start at all. */
  #onError(slot: Slot, error: Error) {
    if (slot.ready) {
      this.#settle(
        slot,
        stopped('memory', 'The handler nested too deeply or used too much memory and was stopped.'),
      );
      this.#replace(slot);
    } else {
      for (const waiting of this.#queue.clear()) waiting.reject(error);
      void this.#remove(slot);
    }
  }

  #settle(slot: Slot, result: SandboxResult) {
    clearTimeout(slot.timer);
    slot.worker.unref();
    this.#finish(slot)?.resolve(result);
  }

  #finish(slot: Slot): Waiting | undefined {
    const turn = slot.running;
    slot.running = null;
    if (turn) this.#queue.finish(turn, performance.now());
    return turn?.job;
  }

  #replace(slot: Slot) {
    void this.#remove(slot);
    this.#start();
    this.#dispatch();
  }

  async #remove(slot: Slot) {
    this.#slots.delete(slot);
    clearTimeout(slot.timer);
    slot.line.close();
    this.#finish(slot)?.reject(busy());
    await slot.worker.terminate();
  }
}

function stopped(kind: HandlerError['kind'], message: string): SandboxResult {
  return { ok: false, error: { kind, message, line: null, column: null }, logs: [] };
}

const unanswered = () => JSON.stringify({ error: 'Error', message: 'The server could not answer' });

function busy(): AppError {
  return new AppError('temporarily_unavailable', 'Too many handlers are running; try again in a moment.', {
    retryAfterS: 1,
  });
}
