import 'server-only';
import type { Readable } from 'node:stream';

/** The sender has to send this much in every window; the first window is its grace. */
type PaceLimits = { windowMs: number; bytesPerS: number };

/** A window is checked in this many steps. */
const STEPS = 10;

/**
 * Watches how fast a body arrives, and calls `onSlow` once it is too slow. Time in which we do not read, because
 * earlier bytes are still being stored, does not count. Returns a function that reports bytes, and one that ends the
 * watch.
 */
export function watchPace(source: Readable, { windowMs, bytesPerS }: PaceLimits, onSlow: () => void) {
  const steps: number[] = [];
  let bytes = 0;
  const timer = setInterval(() => {
    if (source.isPaused()) return;
    steps.push(bytes);
    bytes = 0;
    if (steps.length < STEPS) return;
    const inWindow = steps.reduce((sum, step) => sum + step, 0);
    steps.shift();
    if (inWindow < (bytesPerS * windowMs) / 1_000) onSlow();
  }, windowMs / STEPS);
  return {
    came: (count: number) => {
      bytes += count;
    },
    stop: () => clearInterval(timer),
  };
}
