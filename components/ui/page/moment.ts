/** Until then the pressed link, or the line above the page, says that it is on its way. */
const MOMENT_MS = 1_000;
/** Later than this it is another change of page. */
const OVER_MS = 10_000;

let current = { path: '', sinceMs: Number.NEGATIVE_INFINITY, over: Promise.resolve() };

/** One moment for each change of page, however many outlines it has and however often React begins to draw them. */
export function momentFor(path: string): Promise<void> {
  const nowMs = performance.now();
  if (current.path !== path || nowMs - current.sinceMs > OVER_MS) {
    const over = new Promise<void>((resolve) => setTimeout(resolve, MOMENT_MS));
    current = { path, sinceMs: nowMs, over };
  }
  return current.over;
}
