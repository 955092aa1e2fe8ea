'use client';

import { useLayoutEffect, useRef } from 'react';
import { cn } from '../cn';
import { holdPage } from './hold-page';
import { isListOpen } from './open-modals';

type ScrimProps = { open: boolean; className: string; onPress: (() => void) | undefined };

/** Lies over the page while a dialog is open: takes what is pressed beside the dialog, and holds the page where it is. */
export function Scrim({ open, className, onPress }: ScrimProps) {
  useLayoutEffect(() => (open ? holdPage() : undefined), [open]);
  const isForList = useRef(false);
  return (
    <div
      aria-hidden
      data-scrim
      data-state={open ? 'open' : 'closed'}
      onPointerDown={() => {
        isForList.current = isListOpen();
      }}
      onClick={() => {
        if (!isForList.current) onPress?.();
      }}
      className={cn('motion-fade pointer-events-auto fixed inset-0 z-40', className)}
    />
  );
}
