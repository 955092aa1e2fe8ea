import { useSyncExternalStore } from 'react';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { steadyNowMs } from './steady-now';

/** The last step-up this browser knows of: what the server calls its end, and when that is by our steady clock. */
type Known = { serverEndMs: number; localEndMs: number };

let known: Known | null = null;
let channel: BroadcastChannel | null = null;
const listeners = new Set<() => void>();

/** Notes a step-up given now; every countdown and cover follows, in other tabs too. */
export function noteStepUp(given: StepUpGiven) {
  apply(given);
  channel?.postMessage(given);
}

/** Tells the other tabs that the step-up that was to end then was locked; their covers close at once. */
export function noteLocked(endsAt: string) {
  channel?.postMessage({ endsAt, remainingMs: 0 } satisfies StepUpGiven);
}

/**
 * When the step-up ends, by this browser's steady clock; null before the page has come alive. `given` is what the page was drawn
 * with; a later step-up or lock that was noted here takes its place.
 */
export function useStepUpEnd(given: StepUpGiven): number | null {
  return useSyncExternalStore(
    subscribe,
    () => endOf(given),
    () => null,
  );
}

/** The same for what is read now and then. */
export function endOf({ endsAt, remainingMs }: StepUpGiven): number {
  const serverEndMs = Date.parse(endsAt);
  // A page may be shown again long after it was drawn: how much was left counts from the first time.
  if (!known || known.serverEndMs < serverEndMs) {
    known = { serverEndMs, localEndMs: steadyNowMs() + remainingMs };
  }
  return known.localEndMs;
}

/** Calls back at every step-up and lock that this browser hears of; returns how to stop. */
export function onStepUpNoted(callback: () => void): () => void {
  return subscribe(callback);
}

function apply({ endsAt, remainingMs }: StepUpGiven) {
  known = { serverEndMs: Date.parse(endsAt), localEndMs: steadyNowMs() + remainingMs };
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void) {
  if (!channel && typeof BroadcastChannel !== 'undefined') {
    channel = new BroadcastChannel('postern-step-up');
    channel.onmessage = (event: MessageEvent<StepUpGiven>) => apply(event.data);
  }
  listeners.add(listener);
  return () => listeners.delete(listener);
}
