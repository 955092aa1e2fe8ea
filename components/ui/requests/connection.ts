import { useSyncExternalStore } from 'react';

/** `offline`: the browser has no network; `silent`: it has one, and Postern does not answer. */
export type Connection = 'answering' | 'offline' | 'silent';

let current: Connection = 'answering';
let returns = 0;
const listeners = new Set<() => void>();

function become(next: Connection) {
  if (next === current) return;
  current = next;
  if (next === 'answering') returns += 1;
  for (const listener of listeners) listener();
}

/** Notes that a request was answered, whatever the answer. */
export function noteAnswered(): void {
  become('answering');
}

/** Notes that a request was not answered. */
export function noteUnanswered(): void {
  become(navigator.onLine ? 'silent' : 'offline');
}

/** Whether Postern answers, as far as this page's requests and the browser tell. */
export function useConnection(): Connection {
  return useSyncExternalStore(
    watch,
    () => current,
    () => 'answering',
  );
}

/** How often Postern has answered again after it did not: what failed meanwhile is worth another try. */
export function useReturns(): number {
  return useSyncExternalStore(
    watch,
    () => returns,
    () => 0,
  );
}

function watch(listener: () => void): () => void {
  listeners.add(listener);
  window.addEventListener('offline', noteUnanswered);
  if (!navigator.onLine) noteUnanswered();
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0) window.removeEventListener('offline', noteUnanswered);
  };
}
