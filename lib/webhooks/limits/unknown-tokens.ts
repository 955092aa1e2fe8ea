import 'server-only';

/** Half of the queue; known tokens always find room in the other half. */
const MOST_AT_ONCE = 2_048;
/** As many tokens as a busy installation uses; the least recently used is forgotten. */
const MOST_KNOWN = 50_000;

/**
 * Bounds the share of the queue for tokens that the database has not confirmed lately: anybody can make up any number
 * of well-formed tokens. This decides who waits, never who is let in.
 */
export class UnknownTokens {
  readonly #known = new Set<string>();
  readonly #mostAtOnce: number;
  #atOnce = 0;

  constructor(mostAtOnce = MOST_AT_ONCE) {
    this.#mostAtOnce = mostAtOnce;
  }

  /**
   * Runs the call and learns from it whether its token exists (`isConfirmed`; null: unknown). Throws `whenFull()`
   * when there is no room.
   */
  async admit<T>(
    tokenHash: Buffer,
    run: () => Promise<T>,
    { isConfirmed, whenFull }: { isConfirmed: (result: T) => boolean | null; whenFull: () => Error },
  ): Promise<T> {
    const name = tokenHash.toString('latin1');
    const isUnknown = !this.#known.has(name);
    if (isUnknown && this.#atOnce >= this.#mostAtOnce) throw whenFull();
    if (isUnknown) this.#atOnce++;
    try {
      const result = await run();
      const confirmed = isConfirmed(result);
      if (confirmed !== null) this.#learn(name, confirmed);
      return result;
    } finally {
      if (isUnknown) this.#atOnce--;
    }
  }

  #learn(name: string, isConfirmed: boolean) {
    this.#known.delete(name);
    if (!isConfirmed) return;
    this.#known.add(name);
    if (this.#known.size <= MOST_KNOWN) return;
    for (const oldest of this.#known) {
      this.#known.delete(oldest);
      break;
    }
  }
}
