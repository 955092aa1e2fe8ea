import { useSyncExternalStore } from 'react';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { steadyNowMs } from './steady-now';

/** The last step-up this browser knows of: what the server calls its end, and when that is by our steady clock. */
type Known = { serverEndMs: number; localEndMs: number; isLockedHere?: boolean };

let known: Known | null = null;
let channel: BroadcastChannel | null = null;
const listeners = new Set<() => void>();

/** Notes a step-up given now; every countdown and cover follows, in other tabs too. */
export function noteStepUp(given: StepUpGiven) {
  apply(given);
  channel?.postMessage(given);
}

/** Notes that the step-up that was to end then was locked in this tab; the covers of other tabs close at once, too. */
export function noteLocked(endsAt: string) {
  const given: StepUpGiven = { endsAt, remainingMs: 0 };
  apply(given, true);
  channel?.postMessage(given);
}

/** The end of the step-up that may have been locked in this tab. */
let inDoubt: string | null = null;

/** Notes that *Lock now* was pressed in this tab and its answer lost. */
export function noteLockInDoubt(endsAt: string) {
  inDoubt = endsAt;
}

/** Notes that the server says the step-up is over: if it may have been locked in this tab, it was. */
export function noteOver() {
  if (inDoubt !== null) noteLocked(inDoubt);
}

/** Whether somebody pressed *Lock now* in this tab, and nobody has verified since. */
export function useLockedHere(): boolean {
  return useSyncExternalStore(
    subscribe,
    () => known?.isLockedHere === true,
    () => false,
  );
}

/**
 * When the step-up ends, by this browser's steady clock; null without one, and before the page has come alive. `given` is what
 * the page was drawn with, if it was open; a later step-up or lock that was noted here takes its place.
 */
export function useStepUpEnd(given: StepUpGiven | null): number | null {
  return useSyncExternalStore(
    subscribe,
    () => endOf(given),
    () => null,
  );
}

/** The same for what is read now and then. */
export function endOf(given: StepUpGiven | null): number | null {
  if (given) {
    const serverEndMs = Date.parse(given.endsAt);
    // A page may be shown again long after it was drawn: how much was left counts from the first time.
    if (!known || known.serverEndMs < serverEndMs) {
      known = { serverEndMs, localEndMs: steadyNowMs() + given.remainingMs };
    }
  }
  return known?.localEndMs ?? null;
}

/** Calls back at every step-up and lock that this browser hears of; returns how to stop. */
export function onStepUpNoted(callback: () => void): () => void {
  return subscribe(callback);
}

function apply({ endsAt, remainingMs }: StepUpGiven, isLockedHere = false) {
  inDoubt = null;
  known = { serverEndMs: Date.parse(endsAt), localEndMs: steadyNowMs() + remainingMs, isLockedHere };
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
