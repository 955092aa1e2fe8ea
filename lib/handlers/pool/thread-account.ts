import 'server-only';

/** Used time loses weight as it passes: after this long a third of it is left. */
const USE_FADES_MS = 10_000;
/** The length of runs is remembered longer than their number. */
const LENGTH_FADES_MS = 10 * 60_000;
/** Longer than a quick run takes on an overloaded machine. */
const LONG_RUN_MS = 300;
/** Below this share of all time, long runs count as accidents. */
const LONG_SHARE = 0.2;

/**
 * The recent thread time of a handler, or of all handlers of an owner. Knows no clock: `nowMs` only has to go
 * forward.
 */
export class ThreadAccount {
  readonly #startedAtMs: number[] = [];
  #usedMs = 0;
  #longMs = 0;
  /** All time, by the longer memory. */
  #totalMs = 0;
  #fadedAtMs = 0;
  /** True once a run has ended. */
  isKnown = false;

  get running(): number {
    return this.#startedAtMs.length;
  }

  /** Recently used time, including runs under way. */
  usedMs(nowMs: number): number {
    this.#fade(nowMs);
    return this.#startedAtMs.reduce((sum, startedAtMs) => sum + nowMs - startedAtMs, this.#usedMs);
  }

  /** Time in long runs, by the longer memory; 0 when it was only a small part. */
  longMs(nowMs: number): number {
    this.#fade(nowMs);
    const longMs = this.#startedAtMs.reduce((sum, at) => sum + longOnly(nowMs - at), this.#longMs);
    return longMs < this.#totalMs * LONG_SHARE ? 0 : longMs;
  }

  start(nowMs: number): void {
    this.#startedAtMs.push(nowMs);
  }

  finish(startedAtMs: number, nowMs: number): void {
    this.#fade(nowMs);
    this.#startedAtMs.splice(this.#startedAtMs.indexOf(startedAtMs), 1);
    this.#usedMs += nowMs - startedAtMs;
    this.#longMs += longOnly(nowMs - startedAtMs);
    this.#totalMs += nowMs - startedAtMs;
    this.isKnown = true;
  }

  #fade(nowMs: number) {
    const passedMs = nowMs - this.#fadedAtMs;
    this.#usedMs *= Math.exp(-passedMs / USE_FADES_MS);
    this.#longMs *= Math.exp(-passedMs / LENGTH_FADES_MS);
    this.#totalMs *= Math.exp(-passedMs / LENGTH_FADES_MS);
    this.#fadedAtMs = nowMs;
  }
}

function longOnly(tookMs: number): number {
  return tookMs > LONG_RUN_MS ? tookMs : 0;
}
