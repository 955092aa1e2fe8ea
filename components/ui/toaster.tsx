'use client';

import dynamic from 'next/dynamic';
import { useSyncExternalStore } from 'react';
import type { ExternalToast } from 'sonner';

// The toasts' code is fetched for the first toast: most pages never show one.
const Toasts = dynamic(() => import('./toasts').then((file) => file.Toasts), { ssr: false });

type Tone = 'message' | 'error' | 'success';

let wanted = false;
const listeners = new Set<() => void>();
// Sonner shows only what is said after it is on the page.
const { promise: onPage, resolve: noteOnPage } = withResolvers();

function say(tone: Tone, text: string, options?: ExternalToast) {
  wanted = true;
  for (const listener of listeners) listener();
  void Promise.all([import('sonner'), onPage]).then(([{ toast: show }]) => show[tone](text, options));
}

/** Says what happened, in one sentence; `toast(text, { action: { label: 'Undo', onClick } })`. */
export const toast = Object.assign((text: string, options?: ExternalToast) => say('message', text, options), {
  error: (text: string, options?: ExternalToast) => say('error', text, options),
  success: (text: string, options?: ExternalToast) => say('success', text, options),
});

/** Where toasts appear. */
export function Toaster() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => wanted,
    () => false,
  );
  return shown && <Toasts onShown={noteOnPage} />;
}

function withResolvers() {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
