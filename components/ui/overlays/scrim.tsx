'use client';

import { type Ref, useLayoutEffect } from 'react';
import { cn } from '../cn';
import { holdPage } from './hold-page';

type ScrimProps = { open?: boolean; className?: string; ref?: Ref<HTMLDivElement> };

/**
 * Lies over the page while a dialog is open: takes what is pressed beside the dialog, and holds the page where it is. Radix's overlay
 * sets a custom property on `body` for that, and the browser works out the style of every element of the page anew.
 */
export function Scrim({ open = true, className, ref }: ScrimProps) {
  useLayoutEffect(() => (open ? holdPage() : undefined), [open]);
  return (
    <div
      ref={ref}
      aria-hidden
      data-scrim
      data-state={open ? 'open' : 'closed'}
      className={cn('motion-fade pointer-events-auto fixed inset-0', className)}
    />
  );
}
