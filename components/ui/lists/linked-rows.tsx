import type { ReactNode } from 'react';
import { useRowsDrawn } from '../loading/use-rows-drawn';

/** As `min-h-16` of `LinkedRow`. */
const LOWEST_ROW_PX = 64;

type LinkedRowsProps<T> = {
  /** What is listed; those in the window are drawn first. */
  of: readonly T[];
  label?: string;
  /** The `LinkedRow` of one, with its key. */
  children: (one: T) => ReactNode;
};

/** A list of however many `LinkedRow`. */
export function LinkedRows<T>({ of, label, children }: LinkedRowsProps<T>) {
  const rows = useRowsDrawn(LOWEST_ROW_PX);
  return (
    <ul className="divide-y overflow-hidden rounded-lg border bg-surface-raised" aria-label={label}>
      {of.slice(0, rows).map(children)}
    </ul>
  );
}
