'use client';

import { cloneElement, type ReactElement } from 'react';

type TooltipProps = {
  content: string;
  /** One focusable element. */
  children: ReactElement<{ 'data-tip'?: string; 'data-tip-side'?: string }>;
  side?: 'top' | 'right';
};

/** A short explanation on hover and focus, drawn by TooltipLayer. The element itself must have a name without it. */
export function Tooltip({ content, children, side = 'top' }: TooltipProps) {
  return cloneElement(children, { 'data-tip': content, 'data-tip-side': side });
}
