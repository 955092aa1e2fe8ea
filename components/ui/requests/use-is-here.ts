'use client';

import { useCallback, useEffect, useRef } from 'react';

/** Tells whether the component is still drawn, for an answer that may come after its dialog was cancelled or its page left. */
export function useIsHere(): () => boolean {
  const isHere = useRef(false);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  return useCallback(() => isHere.current, []);
}
