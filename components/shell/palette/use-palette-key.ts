'use client';

import { useEffect } from 'react';

/**
 * ⌘K or Ctrl+K, wherever the focus is.
 * @param getReady called with the first of the two keys.
 */
export function usePaletteKey(open: () => void, getReady: () => void) {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === 'Meta' || event.key === 'Control') getReady();
      if (
        event.key.toLowerCase() !== 'k' ||
        !(event.metaKey || event.ctrlKey) ||
        event.altKey ||
        event.shiftKey
      )
        return;
      event.preventDefault();
      open();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [open, getReady]);
}
