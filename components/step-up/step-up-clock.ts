import { useSyncExternalStore } from 'react';
import type { StepUpGiven } from '@/lib/step-up/dto';

/** The last step-up this browser knows of: until when by the server's clock, and by this one's. */
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
 * When the step-up ends, in milliseconds of this browser's clock. `endsAt` is what the page was drawn with; a later
 * step-up or lock that was noted here takes its place.
 */
export function useStepUpEnd(endsAt: string): number {
  const latest = useSyncExternalStore(subscribe, () => known, onServer);
  const drawnMs = Date.parse(endsAt);
  return latest && latest.serverEndMs >= drawnMs ? latest.localEndMs : drawnMs;
}

/** Calls back at every step-up and lock that this browser hears of; returns how to stop. */
export function onStepUpNoted(callback: () => void): () => void {
  return subscribe(callback);
}

const onServer = () => null;

function apply({ endsAt, remainingMs }: StepUpGiven) {
  known = { serverEndMs: Date.parse(endsAt), localEndMs: Date.now() + remainingMs };
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
