'use client';

import { useEffect, useRef } from 'react';
import { placeTip } from './tooltip-place';

const OPEN_DELAY_MS = 350;
/** Long enough to reach the tip itself, and for the next control to show its own without the delay. */
const CLOSE_DELAY_MS = 150;

/**
 * The one tip of the page, for every element with `data-tip`. It lies in the browser's top layer, above dialogs;
 * the pointer may rest on it, and Escape takes it away.
 */
export function TooltipLayer() {
  const tip = useRef<HTMLDivElement>(null);
  useEffect(() => (tip.current ? watch(tip.current) : undefined), []);
  return (
    <div
      ref={tip}
      popover="manual"
      role="tooltip"
      className="motion-appear fixed inset-auto m-0 w-max max-w-72 rounded-sm whitespace-pre-line border-0 bg-text px-2 py-1 text-surface text-xs"
    />
  );
}

function watch(tip: HTMLElement): () => void {
  let owner: HTMLElement | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const close = () => {
    clearTimeout(timer);
    owner = null;
    if (tip.matches(':popover-open')) tip.hidePopover();
  };
  const open = (element: HTMLElement) => {
    if (!element.isConnected) return close();
    owner = element;
    tip.textContent = element.dataset.tip ?? '';
    tip.hidePopover();
    tip.showPopover();
    placeTip(tip, element);
  };
  const after = (delayMs: number, deed: () => void) => {
    clearTimeout(timer);
    timer = setTimeout(deed, delayMs);
  };
  const onOver = ({ target, pointerType }: PointerEvent) => {
    if (pointerType === 'touch' || !(target instanceof Element)) return;
    const element = target.closest<HTMLElement>('[data-tip]');
    if (tip.contains(target) || (element && element === owner)) clearTimeout(timer);
    else if (element) after(owner ? 0 : OPEN_DELAY_MS, () => open(element));
    else after(CLOSE_DELAY_MS, close);
  };
  const onFocus = ({ target }: FocusEvent) => {
    if (target instanceof HTMLElement && target.dataset.tip && target.matches(':focus-visible')) open(target);
    else close();
  };
  // A press on what is unavailable, also by touch, says why.
  const onClick = ({ target }: MouseEvent) => {
    const element =
      target instanceof Element && target.closest<HTMLElement>('[data-tip][aria-disabled="true"]');
    if (element) open(element);
  };
  const onKey = ({ key }: KeyboardEvent) => key === 'Escape' && close();

  const stop = new AbortController();
  const { signal } = stop;
  document.addEventListener('pointerover', onOver, { signal });
  document.documentElement.addEventListener('pointerleave', close, { signal });
  document.addEventListener('pointerdown', close, { signal, capture: true });
  document.addEventListener('click', onClick, { signal });
  document.addEventListener('focusin', onFocus, { signal });
  document.addEventListener('focusout', close, { signal });
  document.addEventListener('keydown', onKey, { signal, capture: true });
  document.addEventListener('scroll', close, { signal, capture: true, passive: true });
  return () => {
    close();
    stop.abort();
  };
}
