import 'server-only';
import { ThreadAccount } from './thread-account';

/** On whose account a run goes. */
export type Share = {
  /** Who wrote the code: all their handlers wait in one part of the queue, whoever calls them. */
  ownerId: string;
  /** Of the owner's, which; they share the owner's time. */
  handlerId: string | number;
  /** Callers of one handler take turns. */
  callerId: string;
  /** Nobody outside waits for it: a test run, or the check before code is saved. */
  isTrial: boolean;
};

/** The share of somebody's test runs. */
export function trialOf({ id }: { id: string }): Share {
  return { ownerId: id, handlerId: '', callerId: id, isTrial: true };
}

export type Owner = { account: ThreadAccount; places: number; waiting: number; isTrial: boolean };
export type Entry<Job> = { job: Job; places: number; expiresAtMs: number; turn: number };

/** So much time in long runs is no accident of a busy machine. */
const SLOW_MS = 250;
/** Whoever has used so much in long runs is not believed about further handlers. */
const SLOW_OWNER_MS = 30_000;

/** The calls of one handler that wait, in the order in which they are to run. */
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

  /** `new`: nothing has run to its end yet. `slow`: the runs keep a thread for long. */
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

  /** Takes out whoever's turn it is. */
  takeFirst(): Entry<Job> | undefined {
    const first = this.#find((a, b) => a.turn < b.turn);
    if (first) this.#turn = first.turn;
    return first && this.remove(first);
  }

  /** Takes out the newest call of the caller who has most waiting: the turn that is furthest away. */
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
