'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { IconButton } from '../icon-button';
import { useReturnFocus } from './return-focus';
import { Scrim } from './scrim';

type DialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  size?: 'sm' | 'md' | 'lg';
  /** What has the focus when it closes now, rather than its opener; null: the opener. */
  focusAfter?: () => Element | null;
};

/**
 * Unless a field asked for the focus, the dialog has it: its title is read, and no button is pressed by chance. Over another dialog
 * `autoFocus` comes too early, that one still holds the focus: `data-autofocus` is for there.
 */
export function focusItself(event: Event) {
  event.preventDefault();
  const dialog = event.currentTarget as HTMLElement;
  (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog).focus();
}

const widths = { sm: 'sm:max-w-105', md: 'sm:max-w-130', lg: 'sm:max-w-170' };

/** A question or a small task over the page. The focus stays inside and returns where it was; Escape closes. */
export function Dialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  size = 'md',
  focusAfter,
}: DialogProps) {
  const returnFocus = useReturnFocus(open, focusAfter);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Scrim open={open} className="scrim z-40" />
        <div className="pointer-events-none fixed inset-0 z-40 flex items-end justify-center sm:items-start sm:p-6 sm:pt-[12vh]">
          <Primitive.Content
            onOpenAutoFocus={focusItself}
            onCloseAutoFocus={returnFocus}
            {...(description ? {} : { 'aria-describedby': undefined })}
            className={cn(
              'float motion-pop pointer-events-auto flex max-h-[92dvh] w-full flex-col rounded-t-lg outline-none',
              'sm:max-h-[calc(88vh-1.5rem)] sm:rounded-lg',
              widths[size],
            )}
          >
            <div className="flex items-start justify-between gap-4 px-5 pt-4.5 sm:px-6 sm:pt-5">
              <div className="min-w-0">
                <Primitive.Title className="wrap-anywhere font-semibold text-md">{title}</Primitive.Title>
                {description && (
                  <Primitive.Description asChild>
                    <div className="mt-1 text-text-muted">{description}</div>
                  </Primitive.Description>
                )}
              </div>
              <Primitive.Close asChild>
                <IconButton label="Close" size="sm" className="-mr-1.5">
                  <X aria-hidden />
                </IconButton>
              </Primitive.Close>
            </div>
            <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-5 empty:pt-0 sm:px-6 sm:pb-6">
              {children}
            </div>
            {footer && (
              <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3.5 sm:px-6">
                {footer}
              </div>
            )}
          </Primitive.Content>
        </div>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
