import 'server-only';

/** Time that was used counts for less as it passes: after so long, for about a third. */
const USE_FADES_MS = 10_000;
/** That runs were long is remembered for longer than that they were many. */
const LENGTH_FADES_MS = 10 * 60_000;
/** Longer than a quick run takes on a machine that has too much to do. */
const LONG_RUN_MS = 300;
/** Of whose time less than this share goes into long runs, they are accidents. */
const LONG_SHARE = 0.2;

/** What a handler, or all handlers of one owner, used of the threads lately. Knows no clock: `nowMs` only has to go forward. */
export class ThreadAccount {
  readonly #startedAtMs: number[] = [];
  #usedMs = 0;
  #longMs = 0;
  /** All time, by the longer memory. */
  #totalMs = 0;
  #fadedAtMs = 0;
  /** Some run has come to its end. */
  isKnown = false;

  get running(): number {
    return this.#startedAtMs.length;
  }

  /** Time used lately, that of runs still under way included. */
  usedMs(nowMs: number): number {
    this.#fade(nowMs);
    return this.#startedAtMs.reduce((sum, startedAtMs) => sum + nowMs - startedAtMs, this.#usedMs);
  }

  /** Time that went into long runs, by the longer memory; 0 when it was but a small part. */
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
