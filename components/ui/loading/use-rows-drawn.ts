import { usePathname } from 'next/navigation';
import { useDeferredValue } from 'react';

/**
 * How many rows of a long list are drawn; undefined: all. On a page that a link led to, first as many as fill the window in any
 * case; the render after it, once they are painted, draws all. What the server drew is whole, and so is where Back leads: the
 * browser looks there for the place.
 * @param lowestPx no row is lower
 */
export function useRowsDrawn(lowestPx: number, { wholeAtOnce = false } = {}): number | undefined {
  const pathname = usePathname();
  // A followed link changes the address only when its page is there; Back has changed it before.
  const isHere = typeof window === 'undefined' || window.location.pathname === pathname;
  const isWhole = useDeferredValue(true, isHere || wholeAtOnce);
  return isWhole ? undefined : Math.ceil(window.innerHeight / lowestPx);
}
