import 'server-only';
import type { Pool } from 'pg';
import { type Acceptance, sizeOf } from '@/lib/webhooks/accept/acceptance';
import { runAcceptStatement } from '@/lib/webhooks/accept/pool';
import type { Verdict } from '@/lib/webhooks/accept/verdict';
import { findHeld, type HeldRow, targetName, tokenName, tokenRow } from './find-held';

/** A promise belongs to a call that waits for its row beside the batch. */
export type Outcome = Verdict | Error | Promise<Verdict>;
export type Write = (calls: Acceptance[]) => Promise<Outcome[]>;

/** The side lane's own writes answer this for calls whose rows are held; those calls are tried again. */
export class StillHeld extends Error {
  override readonly name = 'StillHeld';
}

/**
 * The longest wait of a call for its row. With one more statement it stays below the five seconds within which a 503
 * has to be sent.
 */
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
  /** Being written. A call that becomes overdue meanwhile is answered with the write's outcome. */
  isInHand: boolean;
  isLate: boolean;
  resolve(verdict: Verdict | Promise<Verdict>): void;
  reject(error: Error): void;
};

/**
 * Holds the calls whose token, limits or feed another transaction has locked, so that all other calls are written
 * meanwhile. One connection serves it: it finds the free rows, writes their calls together, then waits in the
 * database for one held row with nothing else locked. An overdue call is refused, and nothing of it is stored.
 */
export class SideLane {
  readonly #connections: Pool;
  readonly #write: Write;
  readonly #refusal: () => Error;
  readonly #longestWaitMs: number;
  /** By the names of the held rows, in the order in which they are waited for. */
  readonly #waiting = new Map<string, Set<Waiting>>();
  readonly #idle: (() => void)[] = [];
  #calls = 0;
  #bytes = 0;
  #isServing = false;
  /** A lock was met that no row explains, so each token's calls are written alone. */
  #isApart = false;

  /** @param write answers StillHeld for calls that met a lock */
  constructor(connections: Pool, write: Write, refusal: () => Error, longestWaitMs = LONGEST_WAIT_MS) {
    this.#longestWaitMs = longestWaitMs;
    this.#connections = connections;
    this.#write = write;
    this.#refusal = refusal;
  }

  /** Writes the calls whose rows are not known to be held; the others wait. */
  async writeOthers(calls: Acceptance[], write: Write): Promise<Outcome[]> {
    if (this.#waiting.size === 0) return write(calls);
    return this.#divide(
      calls,
      calls.map((call) => this.#knownRow(call)),
      write,
    );
  }

  /** Divides a batch that met a lock: calls with held rows wait, the others are written. */
  async stepAside(connections: Pool, calls: Acceptance[], write: Write): Promise<Outcome[]> {
    return this.#divide(calls, await findHeld(connections, calls), write);
  }

  /** Lets calls wait by their tokens, when they met a lock again and nobody knows which. */
  waitAll(calls: Acceptance[]): Outcome[] {
    return calls.map((call) => this.#wait(call, tokenRow(call)));
  }

  /** Resolves when no call waits. */
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
    // The batch may read this promise only after writing its other calls; a rejection before that must not end the
    // process.
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

  /** Whether the call's rows are free; notes the row that it waits for now. */
  #isFree(waiting: Waiting, row: HeldRow | null): boolean {
    // Refused while its rows were looked up.
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

  /** Waits for one row for a while; its calls come last in the next round. */
  async #waitFor(name: string) {
    const waiting = this.#waiting.get(name);
    if (!waiting) return;
    this.#waiting.delete(name);
    this.#waiting.set(name, waiting);
    const [first] = waiting;
    try {
      for (const wait of first?.row.waits ?? []) await runAcceptStatement(this.#connections, wait);
    } catch {
      // Still held, or the database is away; the next write finds out.
    }
  }
}

function refused(error: Error): Promise<never> {
  const never = Promise.reject(error);
  never.catch(() => {});
  return never;
}
