'use client';

import { useEffect } from 'react';
import { noteUnsaved } from './unsaved';

const nothing = () => {};

/**
 * While `changed`, leaving the page asks first: by a link, Back, the command palette, signing out or closing the tab.
 * @param edited what is typed: who stayed and types on is asked again.
 * @param forget throws away what is kept of it, when the person leaves without saving. Must be stable.
 */
export function useUnsavedGuard(changed: boolean, edited: unknown, forget: () => void = nothing) {
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit notes it anew.
  useEffect(() => {
    if (changed) return noteUnsaved({ forget });
  }, [changed, edited, forget]);
}
