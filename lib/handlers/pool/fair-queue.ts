import 'server-only';
import { type Entry, HandlerFlow, type Owner, type Share } from './flow';
import { ThreadAccount } from './thread-account';

export type QueueLimits = {
  places: number;
  placesOfOwner: number;
  trialsOfOwner: number;
  maxWaitMs: number;
  maxTrialWaitMs: number;
};

/** A run that has begun. */
export type Turn<Job> = Readonly<{ job: Job; flow: HandlerFlow<Job>; startedAtMs: number }>;

/** A trial runs after everybody who has used less than it and this much more. */
const TRIAL_HANDICAP_MS = 200;
/** Among owners with equal use, the one with fewer waiting calls goes first. */
const WAITING_COSTS_MS = 5;
const MOST_WAITING_COUNTED = 20;
const FLOWS_REMEMBERED = 1_000;

/**
 * Decides which handler runs next: the owner with the least recent thread time goes first, and of that owner's
 * handlers the one with the least. Long runs never hold the last thread, so quick handlers always find one. When the
 * queue is full, the owner with the largest part of it gives way. Knows neither clock nor threads.
 */
export class FairQueue<Job> {
  readonly #limits: QueueLimits;
  readonly #owners = new Map<string, Owner>();
  readonly #flows = new Map<string, HandlerFlow<Job>>();
  readonly #running = new Set<HandlerFlow<Job>>();

  constructor(limits: QueueLimits) {
    this.#limits = limits;
  }

  /** The number of waiting jobs. */
  get length(): number {
    let length = 0;
    for (const { waiting } of this.#owners.values()) length += waiting;
    return length;
  }

  /**
   * Queues a job that takes this many places.
   * @returns the jobs that have to give way; the new one may be among them.
   */
  push(job: Job, share: Share, places: number, nowMs: number): Job[] {
    const flow = this.#flowOf(share, nowMs);
    const { maxWaitMs, maxTrialWaitMs } = this.#limits;
    flow.add(job, share.callerId, places, nowMs + (share.isTrial ? maxTrialWaitMs : maxWaitMs));
    const dropped: Job[] = [];
    while (this.#isOver(flow.owner)) dropped.push(this.#dropOf(flow.owner));
    while (this.#places() > this.#limits.places) dropped.push(this.#dropOf(this.#fullest()));
    return dropped;
  }

  /**
   * The run to begin now, given the number of free threads; null when none may. The caller must call `finish`
   * afterwards.
   */
  take(nowMs: number, threads: number): Turn<Job> | null {
    let next: HandlerFlow<Job> | null = null;
    let least = [Infinity, Infinity] as const;
    for (const flow of this.#flows.values()) {
      if (flow.waiting.length === 0) continue;
      const rank = [rankOf(flow.owner, nowMs), flow.account.usedMs(nowMs)] as const;
      const isFirst = rank[0] < least[0] || (rank[0] === least[0] && rank[1] < least[1]);
      if (isFirst && this.#mayStart(flow, nowMs, threads)) [next, least] = [flow, rank];
    }
    const entry = next?.takeFirst();
    if (!next || !entry) return null;
    next.account.start(nowMs);
    next.owner.account.start(nowMs);
    this.#running.add(next);
    return { job: entry.job, flow: next, startedAtMs: nowMs };
  }

  finish({ flow, startedAtMs }: Turn<Job>, nowMs: number): void {
    flow.account.finish(startedAtMs, nowMs);
    flow.owner.account.finish(startedAtMs, nowMs);
    if (flow.account.running === 0) this.#running.delete(flow);
  }

  /** Removes and returns the jobs that have waited too long. */
  expire(nowMs: number): Job[] {
    return this.#takeOut(({ expiresAtMs }) => expiresAtMs <= nowMs);
  }

  /** Removes and returns all waiting jobs. */
  clear(): Job[] {
    return this.#takeOut(() => true);
  }

  /** When the next job will have waited too long; null when none waits. */
  nextExpiryMs(): number | null {
    let first = Infinity;
    for (const { waiting } of this.#flows.values()) {
      for (const { expiresAtMs } of waiting) first = Math.min(first, expiresAtMs);
    }
    return first === Infinity ? null : first;
  }

  /**
   * Long runs, and runs of unknown length, leave one thread to others. An owner without other runs may always try a
   * new handler.
   */
  #mayStart(flow: HandlerFlow<Job>, nowMs: number, threads: number): boolean {
    const { running } = flow.owner.account;
    if (flow.owner.isTrial && running > 0) return false;
    const speed = flow.speed(nowMs);
    if (speed === 'quick') return true;
    if (speed === 'new' && !flow.owner.isTrial && running === 0) return true;
    let long = 0;
    for (const other of this.#running) {
      if (other.speed(nowMs) !== 'quick') long += other.account.running;
    }
    return long < threads - 1;
  }

  #flowOf({ ownerId, handlerId, isTrial }: Share, nowMs: number): HandlerFlow<Job> {
    if (this.#flows.size >= FLOWS_REMEMBERED) this.#forget(nowMs);
    const ownerName = `${isTrial ? 'trial' : 'call'}/${ownerId}`;
    const owner = this.#owners.get(ownerName) ?? newOwner(isTrial);
    this.#owners.set(ownerName, owner);
    const name = `${ownerName}/${handlerId}`;
    const flow = this.#flows.get(name) ?? new HandlerFlow<Job>(owner);
    this.#flows.set(name, flow);
    return flow;
  }

  /** An owner or handler with little use and no waiting call equals a new one, and is forgotten. */
  #forget(nowMs: number) {
    const isIdle = (account: ThreadAccount) =>
      account.running === 0 && account.usedMs(nowMs) < 1 && account.longMs(nowMs) < 1;
    for (const [name, { account, waiting }] of this.#flows) {
      if (waiting.length === 0 && isIdle(account)) this.#flows.delete(name);
    }
    const inUse = new Set([...this.#flows.values()].map(({ owner }) => owner));
    for (const [name, owner] of this.#owners) {
      if (!inUse.has(owner) && isIdle(owner.account)) this.#owners.delete(name);
    }
  }

  #places(): number {
    let places = 0;
    for (const owner of this.#owners.values()) places += owner.places;
    return places;
  }

  #isOver({ isTrial, waiting, places }: Owner): boolean {
    const { trialsOfOwner, placesOfOwner } = this.#limits;
    return isTrial ? waiting > trialsOfOwner : places > placesOfOwner;
  }

  #fullest(): Owner {
    return [...this.#owners.values()].reduce((fullest, owner) =>
      owner.places > fullest.places ? owner : fullest,
    );
  }

  #dropOf(owner: Owner): Job {
    const flows = [...this.#flows.values()].filter((flow) => flow.owner === owner);
    const dropped = flows
      .reduce((fullest, flow) => (flow.places >= fullest.places ? flow : fullest))
      .takeLast();
    if (!dropped) throw new Error('Nobody waits where there are too many.');
    return dropped.job;
  }

  #takeOut(isMeant: (entry: Entry<Job>) => boolean): Job[] {
    return [...this.#flows.values()].flatMap((flow) =>
      flow.waiting.filter(isMeant).map((entry) => flow.remove(entry).job),
    );
  }
}

function newOwner(isTrial: boolean): Owner {
  return { account: new ThreadAccount(), places: 0, waiting: 0, isTrial };
}

function rankOf({ account, waiting, isTrial }: Owner, nowMs: number): number {
  const asked = Math.min(waiting, MOST_WAITING_COUNTED) * WAITING_COSTS_MS;
  return account.usedMs(nowMs) + asked + (isTrial ? TRIAL_HANDICAP_MS : 0);
}
