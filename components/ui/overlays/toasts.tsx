'use client';

import { type CSSProperties, useEffect } from 'react';
import { Toaster as Sonner } from 'sonner';

// Sonner's own colours are more specific than a style sheet's; these are set on the element itself.
const colours = {
  '--normal-bg': 'var(--surface-raised)',
  '--normal-border': 'var(--border)',
  '--normal-text': 'var(--text)',
  '--border-radius': '8px',
  fontFamily: 'inherit',
} as CSSProperties;

/** The toasts themselves. Text and ground come from our roles, so that they follow the theme by themselves. */
export function Toasts({ onShown }: { onShown: () => void }) {
  useEffect(onShown, [onShown]);
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      style={colours}
      toastOptions={{
        closeButtonAriaLabel: 'Close',
        classNames: {
          toast: 'float rounded! gap-2! px-3.5! py-3! text-sm!',
          title: 'font-normal! text-text!',
          description: 'text-text-muted!',
          actionButton:
            'h-7! rounded-sm! border! border-border! bg-transparent! px-2.5! text-accent-text! font-medium!',
          closeButton:
            'static! order-last! ms-auto! size-7! shrink-0! transform-none! rounded-sm! border-0! bg-transparent! text-text-muted! hover:bg-surface-hover! hover:text-text! pointer-coarse:size-10!',
          error: '[&_[data-icon]]:text-danger-text!',
          success: '[&_[data-icon]]:text-success-text!',
        },
      }}
    />
  );
}
