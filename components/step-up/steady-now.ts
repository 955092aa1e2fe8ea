let beganAt: { steadyMs: number; clockMs: number } | null = null;
let lastMs = 0;

/**
 * Milliseconds since this was first asked, whatever the clock of this machine is set to. The browser's steady clock may stand still
 * while the machine sleeps, and then the other one has gone on; a clock set back changes nothing.
 */
export function steadyNowMs(): number {
  const now = { steadyMs: performance.now(), clockMs: Date.now() };
  beganAt ??= now;
  lastMs = Math.max(lastMs, now.steadyMs - beganAt.steadyMs, now.clockMs - beganAt.clockMs);
  return lastMs;
}
