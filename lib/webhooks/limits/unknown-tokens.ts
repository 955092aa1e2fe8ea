import 'server-only';

/** Half of what the queue holds: whatever strangers send, those who are known find room in it. */
const MOST_AT_ONCE = 2_048;
/** As many tokens as a busy installation uses; the one that was used longest ago is forgotten. */
const MOST_KNOWN = 50_000;

/**
 * Anybody can make up tokens that look right, as many as they like, and only the database can tell. So calls of tokens that
 * it has not confirmed lately may take only so much of the queue. This orders the waiting; it lets nobody in.
 */
export class UnknownTokens {
  readonly #known = new Set<string>();
  readonly #mostAtOnce: number;
  #atOnce = 0;

  constructor(mostAtOnce = MOST_AT_ONCE) {
    this.#mostAtOnce = mostAtOnce;
  }

  /**
   * Runs the call, and learns from it whether its token exists; null: that tells nothing. `whenFull()` is thrown when there is no
   * room.
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
