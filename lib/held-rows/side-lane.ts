import 'server-only';
import type { Pool } from 'pg';
import { type Acceptance, sizeOf } from '@/lib/webhooks/accept/acceptance';
import { runAcceptStatement } from '@/lib/webhooks/accept/pool';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { findHeld, type HeldRow, targetName, tokenName, tokenRow } from './find-held';

/** A promise is of a call that waits for its row beside the batch. */
export type Outcome = Verdict | Error | Promise<Verdict>;
export type Write = (calls: Acceptance[]) => Promise<Outcome[]>;

/** What the side lane's own writes answer for calls whose rows are held; they are tried again. */
export class StillHeld extends Error {
  override readonly name = 'StillHeld';
}

/** For so long a call waits for its row; with one more statement it is less than the five seconds in which nobody's 503 is late. */
const LONGEST_WAIT_MS = 3_000;
const MOST_CALLS = 1_024;
const MOST_BYTES = 32 * 1024 * 1024;
const BATCH_CALLS = 256;
const BATCH_BYTES = 8 * 1024 * 1024;

type Waiting = {
  call: Acceptance;
  bytes: number;
  row: HeldRow;
  timer: NodeJS.Timeout;
  /** Being written: whoever is late by then is answered by what comes of it. */
  isInHand: boolean;
  isLate: boolean;
  resolve(verdict: Verdict | Promise<Verdict>): void;
  reject(error: Error): void;
};

/**
 * Calls whose token, limits or feed somebody holds wait here, so that everybody else's are written meanwhile. One connection serves
 * them all: it looks whose rows are free, writes these calls together, and then waits in the database for one held row, with nothing
 * else locked. A call that has waited for three seconds is refused, and nothing of it is stored.
 */
export class SideLane {
  readonly #connections: Pool;
  readonly #write: Write;
  readonly #refusal: () => Error;
  readonly #longestWaitMs: number;
  /** By the names of held rows, in the order in which they are waited for. */
  readonly #waiting = new Map<string, Set<Waiting>>();
  readonly #idle: (() => void)[] = [];
  #calls = 0;
  #bytes = 0;
  #isServing = false;
  /** Something is held that no row tells, so each token's calls are written by themselves. */
  #isApart = false;

  /** @param write answers StillHeld for calls that met a lock */
  constructor(connections: Pool, write: Write, refusal: () => Error, longestWaitMs = LONGEST_WAIT_MS) {
    this.#longestWaitMs = longestWaitMs;
    this.#connections = connections;
    this.#write = write;
    this.#refusal = refusal;
  }

  /** Writes the calls, but those for rows that are known to be held. */
  async writeOthers(calls: Acceptance[], write: Write): Promise<Outcome[]> {
    if (this.#waiting.size === 0) return write(calls);
    return this.#divide(
      calls,
      calls.map((call) => this.#knownRow(call)),
      write,
    );
  }

  /** Of a batch that met a lock: what is held waits, the others are written. */
  async stepAside(connections: Pool, calls: Acceptance[], write: Write): Promise<Outcome[]> {
    return this.#divide(calls, await findHeld(connections, calls), write);
  }

  /** Of calls that met a lock again, one does not know whose: they wait by their tokens. */
  waitAll(calls: Acceptance[]): Outcome[] {
    return calls.map((call) => this.#wait(call, tokenRow(call)));
  }

  /** Resolves when nobody waits. */
  drained(): Promise<void> {
    if (this.#calls === 0) return Promise.resolve();
    return new Promise((resolve) => this.#idle.push(resolve));
  }

  async #divide(calls: Acceptance[], rows: (HeldRow | null)[], write: Write): Promise<Outcome[]> {
    const outcomes: (Outcome | undefined)[] = calls.map((call, index) => {
      const row = rows[index];
      return row ? this.#wait(call, row) : undefined;
    });
    const others = calls.filter((_, index) => outcomes[index] === undefined);
    const written = others.length > 0 ? await write(others) : [];
    let next = 0;
    return outcomes.map((outcome) => outcome ?? written[next++]!);
  }

  #knownRow(call: Acceptance): HeldRow | null {
    for (const name of [tokenName(call), targetName(call)]) {
      const [first] = this.#waiting.get(name) ?? [];
      if (first) return first.row;
    }
    return null;
  }

  #wait(call: Acceptance, row: HeldRow): Promise<Verdict> {
    const bytes = sizeOf(call);
    if (this.#calls >= MOST_CALLS || this.#bytes + bytes > MOST_BYTES) return refused(this.#refusal());
    const verdict = new Promise<Verdict>((resolve, reject) => {
      const timer = setTimeout(() => this.#isOverdue(waiting), this.#longestWaitMs);
      const waiting = { call, bytes, row, timer, isInHand: false, isLate: false, resolve, reject };
      this.#calls++;
      this.#bytes += bytes;
      this.#put(waiting);
    });
    // Whoever asked for it may still be writing the others.
    verdict.catch(() => {});
    if (!this.#isServing) {
      this.#isServing = true;
      void this.#serve();
    }
    return verdict;
  }

  #put(waiting: Waiting) {
    const { name } = waiting.row;
    const others = this.#waiting.get(name) ?? new Set();
    this.#waiting.set(name, others.add(waiting));
  }

  #takeOut(waiting: Waiting) {
    const { name } = waiting.row;
    const others = this.#waiting.get(name);
    others?.delete(waiting);
    if (others?.size === 0) this.#waiting.delete(name);
  }

  #isOverdue(waiting: Waiting) {
    if (waiting.isInHand) waiting.isLate = true;
    else this.#settle(waiting, this.#refusal());
  }

  #settle(waiting: Waiting, outcome: Outcome) {
    this.#takeOut(waiting);
    clearTimeout(waiting.timer);
    this.#calls--;
    this.#bytes -= waiting.bytes;
    if (outcome instanceof Error) waiting.reject(outcome);
    else waiting.resolve(outcome);
    if (this.#calls === 0) for (const resolve of this.#idle.splice(0)) resolve();
  }

  async #serve() {
    for (;;) {
      await this.#writeFree();
      const [name] = this.#waiting.keys();
      if (name === undefined) break;
      await this.#waitFor(name);
    }
    this.#isServing = false;
    this.#isApart = false;
  }

  async #writeFree() {
    const all = [...this.#waiting.values()].flatMap((some) => [...some]);
    const rows = await findHeld(
      this.#connections,
      all.map(({ call }) => call),
    );
    const free = all.filter((waiting, index) => this.#isFree(waiting, rows[index] ?? null));
    const batch = this.#batchOf(free);
    if (batch.length === 0) return;
    for (const waiting of batch) waiting.isInHand = true;
    const outcomes = await this.#write(batch.map(({ call }) => call)).catch((error: Error) =>
      batch.map(() => error),
    );
    for (const [index, waiting] of batch.entries()) {
      waiting.isInHand = false;
      const outcome = outcomes[index]!;
      if (!(outcome instanceof StillHeld)) this.#settle(waiting, outcome);
      else if (waiting.isLate) this.#settle(waiting, this.#refusal());
      else {
        this.#isApart = true;
        this.#move(waiting, tokenRow(waiting.call));
      }
    }
  }

  /** Notes what a call waits for now. */
  #isFree(waiting: Waiting, row: HeldRow | null): boolean {
    // Refused while it was asked about.
    if (!this.#waiting.get(waiting.row.name)?.has(waiting)) return false;
    if (row && row.name !== waiting.row.name) this.#move(waiting, row);
    return row === null;
  }

  #move(waiting: Waiting, row: HeldRow) {
    this.#takeOut(waiting);
    waiting.row = row;
    this.#put(waiting);
  }

  #batchOf(free: Waiting[]): Waiting[] {
    const [first] = free;
    const together =
      this.#isApart && first
        ? free.filter(({ call }) => call.tokenHash.equals(first.call.tokenHash))
        : free.slice(0, BATCH_CALLS);
    let bytes = 0;
    return together.slice(0, BATCH_CALLS).filter((waiting, index) => {
      bytes += waiting.bytes;
      return index === 0 || bytes <= BATCH_BYTES;
    });
  }

  /** One row for a while, its calls the last in the next round. */
  async #waitFor(name: string) {
    const waiting = this.#waiting.get(name);
    if (!waiting) return;
    this.#waiting.delete(name);
    this.#waiting.set(name, waiting);
    const [first] = waiting;
    try {
      for (const wait of first?.row.waits ?? []) await runAcceptStatement(this.#connections, wait);
    } catch {
      // Still held, or the database is away: writing tells.
    }
  }
}

function refused(error: Error): Promise<never> {
  const never = Promise.reject(error);
  never.catch(() => {});
  return never;
}
