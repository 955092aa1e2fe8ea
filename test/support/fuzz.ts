import fc from 'fast-check';

const { FUZZ_SECONDS, FUZZ_SEED } = process.env;

/** The timeout for `it`, which would end a longer run. */
export const FUZZ_TIMEOUT_MS = Number(FUZZ_SECONDS || 0) * 1_000 + 120_000;

type Arbitraries<Values> = { [Key in keyof Values]: fc.Arbitrary<Values[Key]> };

/** So many cases share one seed. */
const ROUND = 20;

/**
 * Runs `run` with drawn values for so many seconds, or as long as FUZZ_SECONDS says. A failure is shrunk and names its seed;
 * FUZZ_SEED=… begins with the same cases again.
 */
export async function fuzz<Values extends unknown[]>(
  seconds: number,
  drawn: Arbitraries<Values>,
  run: (...values: Values) => Promise<void>,
): Promise<void> {
  const property = fc.asyncProperty(fc.tuple<Values>(...drawn), (values) => run(...values));
  const endsMs = performance.now() + Number(FUZZ_SECONDS || seconds) * 1_000;
  let seed = Number(FUZZ_SEED || Date.now() % 2 ** 31);
  do {
    await fc.assert(property, { numRuns: ROUND, seed });
    seed++;
  } while (performance.now() < endsMs);
}
