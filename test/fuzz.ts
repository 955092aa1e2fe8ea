/**
 * How long each fuzz property runs: seconds in `npm test`, as long as somebody likes with FUZZ_SECONDS=600. A failure names
 * its seed and path; FUZZ_SEED=… begins with the same cases again.
 */
export function fuzzFor(seconds: number) {
  const { FUZZ_SECONDS, FUZZ_SEED } = process.env;
  return {
    // Time ends it, not a number of cases.
    numRuns: 1_000_000,
    interruptAfterTimeLimit: Number(FUZZ_SECONDS || seconds) * 1_000,
    ...(FUZZ_SEED ? { seed: Number(FUZZ_SEED) } : {}),
  };
}

/** For `it`, which would end a longer run. */
export const FUZZ_TIMEOUT_MS = Number(process.env.FUZZ_SECONDS || 0) * 1_000 + 120_000;
