import 'server-only';
import { ThreadAccount } from './thread-account';

/** The account that a run is charged to. */
export type Share = {
  /** The code's author: all their handlers share one part of the queue, whoever calls them. */
  ownerId: string;
  /** The author's handler; all of them share the author's time. */
  handlerId: string | number;
  /** Callers of one handler take turns. */
  callerId: string;
  /** True for test runs and for the check of saved code, for which no caller waits. */
  isTrial: boolean;
};

/** The share of a person's test runs. */
export function trialOf({ id }: { id: string }): Share {
  return { ownerId: id, handlerId: '', callerId: id, isTrial: true };
}

export type Owner = { account: ThreadAccount; places: number; waiting: number; isTrial: boolean };
export type Entry<Job> = { job: Job; places: number; expiresAtMs: number; turn: number };

/** This much time in long runs is no accident of a busy machine. */
const SLOW_MS = 250;
/** An owner with this much time in long runs gets no trust for further handlers. */
const SLOW_OWNER_MS = 30_000;

/** The waiting calls of one handler, in the order in which they are to run. */
export class HandlerFlow<Job> {
  readonly account = new ThreadAccount();
  readonly owner: Owner;
  readonly waiting: Entry<Job>[] = [];
  readonly #turnOfCaller = new Map<string, number>();
  #turn = 0;

  constructor(owner: Owner) {
    this.owner = owner;
  }

  get places(): number {
    return this.waiting.reduce((sum, { places }) => sum + places, 0);
  }

  /** `new`: no run has ended yet. `slow`: its runs keep a thread for long. */
  speed(nowMs: number): 'new' | 'quick' | 'slow' {
    const isSlow = this.account.longMs(nowMs) > SLOW_MS || this.owner.account.longMs(nowMs) > SLOW_OWNER_MS;
    if (isSlow) return 'slow';
    return this.account.isKnown ? 'quick' : 'new';
  }

  add(job: Job, callerId: string, places: number, expiresAtMs: number): void {
    const turn = Math.max(this.#turn, this.#turnOfCaller.get(callerId) ?? 0) + places;
    this.#turnOfCaller.set(callerId, turn);
    this.waiting.push({ job, places, expiresAtMs, turn });
    this.owner.places += places;
    this.owner.waiting++;
  }

  /** Removes and returns the call whose turn it is. */
  takeFirst(): Entry<Job> | undefined {
    const first = this.#find((a, b) => a.turn < b.turn);
    if (first) this.#turn = first.turn;
    return first && this.remove(first);
  }

  /** Removes and returns the newest call of the caller with the most waiting calls: the furthest turn. */
  takeLast(): Entry<Job> | undefined {
    const last = this.#find((a, b) => a.turn >= b.turn);
    return last && this.remove(last);
  }

  remove(entry: Entry<Job>): Entry<Job> {
    this.waiting.splice(this.waiting.indexOf(entry), 1);
    this.owner.places -= entry.places;
    this.owner.waiting--;
    if (this.waiting.length === 0) this.#turnOfCaller.clear();
    return entry;
  }

  #find(isBetter: (entry: Entry<Job>, best: Entry<Job>) => boolean): Entry<Job> | undefined {
    let best: Entry<Job> | undefined;
    for (const entry of this.waiting) if (best === undefined || isBetter(entry, best)) best = entry;
    return best;
  }
}
