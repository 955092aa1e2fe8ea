'use client';

import { useLayoutEffect } from 'react';
import { useTakeHold } from '@/components/ui/overlays/modal-holds';
import { beforeClosing, noteUnsaved } from './unsaved';

const nothing = () => {};

/**
 * While `changed`, leaving the page asks first: by a link, Back, the command palette, signing out or closing the tab. So does
 * closing the dialog that it stands in, by Escape or Close. A press beside that dialog does nothing.
 * @param edited what is typed: who stayed and types on is asked again.
 * @param forget throws away what is kept of it, when the person leaves without saving. Must be stable.
 */
export function useUnsavedGuard(changed: boolean, edited: unknown, forget: () => void = nothing) {
  const takeHold = useTakeHold();
  // Before it is painted: nobody presses Escape or beside the dialog sooner.
  // biome-ignore lint/correctness/useExhaustiveDependencies: each edit notes it anew.
  useLayoutEffect(() => {
    if (!changed) return;
    const entry = { forget };
    const takeBack = noteUnsaved(entry);
    const letGo = takeHold?.({ ask: (close) => beforeClosing(entry, close) });
    return () => {
      takeBack();
      letGo?.();
    };
  }, [changed, edited, forget, takeHold]);
}
