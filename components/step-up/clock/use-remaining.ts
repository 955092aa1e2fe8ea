import { useEffect, useState } from 'react';
import { steadyNowMs } from './steady-now';

/**
 * Milliseconds left until an instant of the steady clock, 0 when it is over; null before the page has come alive.
 * Counts every second, and at once when a sleeping tab wakes.
 */
export function useRemaining(endMs: number | null): number | null {
  const [remaining, setRemaining] = useState<number | null>(null);
  useEffect(() => {
    if (endMs === null) return;
    let timer: ReturnType<typeof setTimeout>;
    const tick = () => {
      clearTimeout(timer);
      const left = Math.max(0, endMs - steadyNowMs());
      setRemaining(left);
      if (left > 0) timer = setTimeout(tick, left % 1000 || 1000);
    };
    tick();
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearTimeout(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }, [endMs]);
  return remaining;
}
