type CleanUp = () => unknown;

const cleanUps: CleanUp[] = [];

/** Runs after the test, whether it passed or not; the last one registered first. */
export function afterThisTest(cleanUp: CleanUp): void {
  cleanUps.push(cleanUp);
}

/** @throws the first failure, after everything was tried. */
export async function cleanUpNow(): Promise<void> {
  const failures: unknown[] = [];
  for (let next = cleanUps.pop(); next; next = cleanUps.pop()) {
    try {
      await next();
    } catch (error) {
      failures.push(error);
    }
  }
  if (failures.length > 0) throw failures[0];
}
