let beganAt: { steadyMs: number; clockMs: number } | null = null;
let lastMs = 0;

/**
 * Milliseconds since the first call, whatever the clock of this machine is set to. The browser's steady clock may stop while
 * the machine sleeps, so the system's clock counts when it has advanced more. Setting that clock back changes nothing.
 */
export function steadyNowMs(): number {
  const now = { steadyMs: performance.now(), clockMs: Date.now() };
  beganAt ??= now;
  lastMs = Math.max(lastMs, now.steadyMs - beganAt.steadyMs, now.clockMs - beganAt.clockMs);
  return lastMs;
}
