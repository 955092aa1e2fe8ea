import fc from 'fast-check';

const { FUZZ_SECONDS, FUZZ_SEED } = process.env;

/** For `it`, which would end a longer run. */
export const FUZZ_TIMEOUT_MS = Number(FUZZ_SECONDS || 0) * 1_000 + 120_000;

type Arbitraries<Values> = { [Key in keyof Values]: fc.Arbitrary<Values[Key]> };

/**
 * Runs `run` with drawn values for so many seconds, or as long as FUZZ_SECONDS says. A failure is shrunk and names its seed;
 * FUZZ_SEED=… begins with the same cases again.
 */
export async function fuzz<Values extends unknown[]>(
  seconds: number,
  drawn: Arbitraries<Values>,
  run: (...values: Values) => Promise<void>,
): Promise<void> {
  let last = Promise.resolve();
  const property = fc.asyncProperty(fc.tuple<Values>(...drawn), (values) => {
    last = run(...values);
    return last;
  });
  await fc.assert(property, {
    // Time ends it, not a number of cases.
    numRuns: 1_000_000,
    interruptAfterTimeLimit: Number(FUZZ_SECONDS || seconds) * 1_000,
    ...(FUZZ_SEED ? { seed: Number(FUZZ_SEED) } : {}),
  });
  // The one that was under way when the time was over.
  await last;
}
