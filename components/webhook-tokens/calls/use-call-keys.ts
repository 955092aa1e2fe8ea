'use client';

import { type RefObject, useEffect } from 'react';
import { rowLinkId } from './call-row';

type CallKeys = {
  call: string | null;
  /** The list and the call: single letters mean something in here only. */
  area: RefObject<HTMLElement | null>;
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
  onClose: () => void;
};

const ELSEWHERE =
  'input, textarea, select, [contenteditable], [role="menu"], [role="listbox"], [role="alertdialog"], [role="dialog"]:not([data-call])';

/** While a call is open: J and K (in the list the arrows, too) go to the next and the previous one, Escape closes it. */
export function useCallKeys({ call, area, onPrevious, onNext, onClose }: CallKeys) {
  useEffect(() => {
    if (call === null) return;
    const onKey = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      if (!(target instanceof Element) || target.closest(ELSEWHERE)) return;
      if (key === 'Escape') return onClose();
      if (!area.current?.contains(target)) return;
      const isRow = target.id.startsWith(rowLinkId(''));
      const isNext = key === 'j' || (isRow && key === 'ArrowDown');
      const isPrevious = key === 'k' || (isRow && key === 'ArrowUp');
      if (!isNext && !isPrevious) return;
      event.preventDefault();
      (isNext ? onNext : onPrevious)?.();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, [call, area, onPrevious, onNext, onClose]);
}
