import 'server-only';

type Pending<Item, Result> = {
  item: Item;
  bytes: number;
  resolve: (result: Result | Promise<Result>) => void;
  reject: (error: unknown) => void;
};

export type BatchLimits = {
  batchesInFlight: number;
  batchItems: number;
  batchBytes: number;
  queueItems: number;
  queueBytes: number;
};

/** A result that is still to come keeps nothing but its own caller waiting. */
type Outcome<Result> = Result | Error | Promise<Result>;

/** A batch of so many hardly feels the statement's fixed price, so it is not held back for more. */
const ENOUGH = 64;

/** Turns of the event loop in which whoever was just answered can send again: the rest of this one, and the next. */
const GATHERING_TURNS = 2;

/**
 * Longer than a statement may take (3 s). The database says nothing, or the write is of several statements; whoever waits behind it is not
 * kept waiting for that.
 */
const STALLED_AFTER_MS = 4_000;

/**
 * Gathers what arrives while a write (or a read) is under way into the next one. There is no timer: an idle writer
 * writes at once, a busy one gathers a larger batch. The queue is bounded; `add` throws `whenFull()` over it. So does it, for
 * everybody who waits or comes, while a write is stalled: what waits behind it was never sent.
 */
export class BatchWriter<Item, Result> {
  readonly #write: (items: Item[]) => Promise<Outcome<Result>[]>;
  readonly #whenFull: () => Error;
  readonly #limits: BatchLimits;
  readonly #idle: (() => void)[] = [];
  #queue: Pending<Item, Result>[] = [];
  #queuedBytes = 0;
  #inFlight = 0;
  #stalled = 0;
  #isPumping = false;

  readonly #stalledAfterMs: number;

  /** @param write answers each item's result or failure, in order */
  constructor(
    write: (items: Item[]) => Promise<Outcome<Result>[]>,
    limits: BatchLimits,
    whenFull: () => Error,
    stalledAfterMs = STALLED_AFTER_MS,
  ) {
    this.#stalledAfterMs = stalledAfterMs;
    this.#write = write;
    this.#limits = limits;
    this.#whenFull = whenFull;
  }

  add(item: Item, bytes: number): Promise<Result> {
    const { queueItems, queueBytes } = this.#limits;
    const isFull = this.#queue.length >= queueItems || this.#queuedBytes + bytes > queueBytes;
    if (isFull || this.#stalled > 0) {
      return Promise.reject(this.#whenFull());
    }
    return new Promise((resolve, reject) => {
      this.#queue.push({ item, bytes, resolve, reject });
      this.#queuedBytes += bytes;
      this.#pumpSoon();
    });
  }

  /** Resolves when nothing is queued or being written. */
  drained(): Promise<void> {
    if (this.#inFlight === 0 && this.#queue.length === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  /** After the requests that the event loop has at hand: what came in together is written together. */
  #pumpSoon(turns = 1) {
    if (this.#isPumping) return;
    this.#isPumping = true;
    const wait = (left: number) => {
      if (left > 0) return void setImmediate(wait, left - 1);
      this.#isPumping = false;
      this.#pump();
    };
    wait(turns);
  }

  #pump(mostItems = this.#limits.batchItems) {
    while (this.#inFlight < this.#limits.batchesInFlight && this.#mayStart()) {
      this.#inFlight++;
      void this.#run(this.#take(mostItems));
    }
    if (this.#inFlight === 0 && this.#queue.length === 0)
      for (const resolve of this.#idle.splice(0)) resolve();
  }

  /**
   * With enough calls at hand the next write comes first, then the answers: the database works while they are sent. For both to
   * have work, a batch is then at most half of what waits or is being answered; else callers who send again after each answer
   * stay in a large and a small crowd. With fewer calls the answers come first, and what they bring joins the batch.
   */
  #pumpAfter(answering: number) {
    const { length } = this.#queue;
    if (length < ENOUGH) this.#pumpSoon(GATHERING_TURNS);
    else this.#pump(Math.min(Math.ceil((length + answering) / 2), this.#limits.batchItems));
  }

  /**
   * A second batch starts only when it is full: a statement has a fixed price, so waiting for the first one
   * makes fewer, larger batches (half of the database's work per call, measured).
   */
  #mayStart(): boolean {
    if (this.#inFlight === 0) return this.#queue.length > 0;
    return this.#queue.length >= this.#limits.batchItems || this.#queuedBytes >= this.#limits.batchBytes;
  }

  #take(mostItems: number): Pending<Item, Result>[] {
    let count = 0;
    let bytes = 0;
    for (const { bytes: size } of this.#queue) {
      if (count > 0 && (count >= mostItems || bytes + size > this.#limits.batchBytes)) break;
      bytes += size;
      count++;
    }
    this.#queuedBytes -= bytes;
    const batch = this.#queue.slice(0, count);
    this.#queue = this.#queue.slice(count);
    return batch;
  }

  #refuseQueue() {
    this.#queuedBytes = 0;
    for (const { reject } of this.#queue.splice(0)) reject(this.#whenFull());
  }

  async #run(batch: Pending<Item, Result>[]) {
    let results: Outcome<Result>[] | undefined;
    let failure: unknown;
    let isStalled = false;
    const stall = setTimeout(() => {
      isStalled = true;
      this.#stalled++;
      this.#refuseQueue();
    }, this.#stalledAfterMs);
    try {
      results = await this.#write(batch.map(({ item }) => item));
    } catch (error) {
      failure = error;
    }
    clearTimeout(stall);
    if (isStalled) this.#stalled--;
    this.#inFlight--;
    this.#pumpAfter(batch.length);
    for (const [index, { resolve, reject }] of batch.entries()) {
      const result = results?.[index];
      if (result === undefined || result instanceof Error) reject(result ?? failure);
      else resolve(result);
    }
  }
}
