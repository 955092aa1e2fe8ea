import { type RefObject, useLayoutEffect, useState } from 'react';

/** Whether what opens and closes is drawn: it stays after closing until its animation is over. */
export function useStays(open: boolean, panel: RefObject<HTMLElement | null>): boolean {
  const [isThere, setIsThere] = useState(open);
  if (open && !isThere) setIsThere(true);
  useLayoutEffect(() => {
    if (open || !isThere) return;
    let isClosing = true;
    const animations = panel.current?.getAnimations() ?? [];
    void Promise.allSettled(animations.map(({ finished }) => finished)).then(
      () => isClosing && setIsThere(false),
    );
    return () => {
      isClosing = false;
    };
  }, [open, isThere, panel]);
  return open || isThere;
}
