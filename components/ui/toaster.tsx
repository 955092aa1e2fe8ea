'use client';

import { Toaster as Sonner, toast } from 'sonner';

/** Says what happened, in one sentence; `toast(text, { action: { label: 'Undo', onClick } })`. */
export { toast };

/** Where toasts appear. The text and ground come from our roles, so that they follow the theme by themselves. */
export function Toaster() {
  return (
    <Sonner
      position="bottom-right"
      gap={8}
      toastOptions={{
        classNames: {
          toast: 'float rounded! gap-2! px-3.5! py-3! text-sm!',
          title: 'font-normal! text-text!',
          description: 'text-text-muted!',
          actionButton:
            'h-7! rounded-sm! border! border-border! bg-transparent! px-2.5! text-accent-text! font-medium!',
          error: '[&_[data-icon]]:text-danger-text!',
          success: '[&_[data-icon]]:text-success-text!',
        },
      }}
    />
  );
}
