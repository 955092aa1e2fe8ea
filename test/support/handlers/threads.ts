import { FairQueue } from '@/lib/handlers/pool/fair-queue';
import type { Share } from '@/lib/handlers/pool/flow';

export type Run = { owner: string; caller: string; tookMs: number; queuedAtMs: number };
export type Ended = Run & { startedAtMs: number };

const LIMITS = {
  places: 400,
  placesOfOwner: 200,
  trialsOfOwner: 8,
  maxWaitMs: 2_500,
  maxTrialWaitMs: 10_000,
};

/** Threads that run nothing, on a clock that stands still between events. Shows the queue's decisions, whatever the machine does. */
export class TestThreads {
  readonly queue = new FairQueue<Run>(LIMITS);
  readonly ended: Ended[] = [];
  readonly refused: Run[] = [];
  nowMs = 0;
  readonly #threads: number;
  readonly #running: { endsAtMs: number; end: () => Ended }[] = [];

  constructor(threads: number) {
    this.#threads = threads;
  }

  call(owner: string, tookMs: number, more: Partial<Share> & { places?: number } = {}): void {
    const share = { ownerId: owner, handlerId: 'bot', callerId: 'somebody', isTrial: false, ...more };
    const run = { owner, caller: share.callerId, tookMs, queuedAtMs: this.nowMs };
    this.refused.push(...this.queue.push(run, share, more.places ?? 1, this.nowMs));
    this.#start();
  }

  /** Lets time pass up to `untilMs`, telling of each run that ends. */
  pass(untilMs: number, onEnd: (run: Ended) => void = () => {}): void {
    for (;;) {
      this.#running.sort((a, b) => a.endsAtMs - b.endsAtMs);
      const endsMs = this.#running[0]?.endsAtMs ?? Infinity;
      const expiresMs = this.queue.nextExpiryMs() ?? Infinity;
      const nextMs = Math.min(endsMs, expiresMs);
      if (nextMs > untilMs) break;
      this.nowMs = nextMs;
      const ended = endsMs === nextMs ? this.#running.shift()?.end() : undefined;
      this.refused.push(...this.queue.expire(this.nowMs));
      if (ended) onEnd(ended);
      this.#start();
    }
    this.nowMs = untilMs;
  }

  #start() {
    while (this.#running.length < this.#threads) {
      const turn = this.queue.take(this.nowMs, this.#threads);
      if (!turn) return;
      const startedAtMs = this.nowMs;
      const end = () => {
        this.queue.finish(turn, this.nowMs);
        const run = { ...turn.job, startedAtMs };
        this.ended.push(run);
        return run;
      };
      this.#running.push({ endsAtMs: startedAtMs + turn.job.tookMs, end });
    }
  }

  of(owner: string): Ended[] {
    return this.ended.filter((run) => run.owner === owner);
  }

  usedMs(owner: string): number {
    return this.of(owner).reduce((sum, { tookMs }) => sum + tookMs, 0);
  }
}
