'use client';

import { type ComponentType, useSyncExternalStore } from 'react';
import type { ExternalToast } from 'sonner';

type Tone = 'message' | 'error' | 'success';
type Shown = {
  Toasts: ComponentType<{ onShown: () => void }> | null;
  /** Said without the toasts' code, which could not be fetched. */
  plain: string | null;
};

let shown: Shown = { Toasts: null, plain: null };
const listeners = new Set<() => void>();
/** Nobody should have to be quick to read what went wrong. */
const UNTIL_CLOSED: ExternalToast = { duration: Number.POSITIVE_INFINITY, closeButton: true };
let lastError: ReturnType<typeof import('sonner').toast> | null = null;
// Sonner shows only what is said after it is on the page.
const { promise: onPage, resolve: noteOnPage } = withResolvers();

function show(change: Partial<Shown>) {
  shown = { ...shown, ...change };
  for (const listener of listeners) listener();
}

// The toasts' code is fetched for the first toast: most pages never show one.
async function say(tone: Tone, text: string, options?: ExternalToast) {
  try {
    const [{ Toasts }, { toast: sonner }] = await Promise.all([import('./toasts'), import('sonner')]);
    show({ Toasts, plain: null });
    await onPage;
    if (tone !== 'error') return void sonner[tone](text, options);
    // One at a time, so that they do not pile up.
    if (lastError !== null) sonner.dismiss(lastError);
    lastError = sonner.error(text, { ...UNTIL_CLOSED, ...options });
  } catch {
    // The code cannot be fetched: offline, or an update has taken it away.
    show({ plain: text });
  }
}

/**
 * Says what happened, in one sentence; `toast(text, { action: { label: 'Undo', onClick } })`. An error stays until it is closed or
 * the next one comes.
 */
export const toast = Object.assign(
  (text: string, options?: ExternalToast) => void say('message', text, options),
  {
    error: (text: string, options?: ExternalToast) => void say('error', text, options),
    success: (text: string, options?: ExternalToast) => void say('success', text, options),
  },
);

const nothing: Shown = { Toasts: null, plain: null };

/** Where toasts appear. */
export function Toaster() {
  const { Toasts, plain } = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => shown,
    () => nothing,
  );
  return (
    <>
      {Toasts && <Toasts onShown={noteOnPage} />}
      <div role="status" className="empty:hidden">
        {plain !== null && (
          <p className="float pointer-events-auto fixed right-4 bottom-4 left-4 z-70 flex items-center gap-3 rounded px-3.5 py-3 text-sm sm:left-auto sm:w-90">
            <span className="min-w-0 flex-1">{plain}</span>
            <button
              type="button"
              onClick={() => show({ plain: null })}
              className="h-7 rounded-sm border px-2.5 font-medium text-accent-text pointer-coarse:h-10"
            >
              Close
            </button>
          </p>
        )}
      </div>
    </>
  );
}

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
