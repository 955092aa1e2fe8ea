import 'server-only';
import type { Readable } from 'node:stream';

/** In every window the sender has to send so much; the first window is its grace. */
export type PaceLimits = { windowMs: number; bytesPerS: number };

/** A window is looked at in so many steps. */
const STEPS = 10;

/**
 * Watches how fast a body comes, and calls `onSlow` once it is too slow. Time in which we do not read, because what came is still
 * being stored, is not the sender's. Returns what tells of bytes, and what ends the watch.
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
