'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { IconButton } from '../icon-button';
import { focusItself } from './dialog';
import { useReturnFocus } from './return-focus';
import { Scrim } from './scrim';

type DrawerProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  footer?: ReactNode;
  /** From the right with details (default), or from the left with navigation. */
  side?: 'right' | 'left';
  hideHeader?: boolean;
};

/** One thing in full beside its list. On a phone it takes the whole width. */
export function Drawer({
  open,
  onOpenChange,
  title,
  description,
  children,
  footer,
  side = 'right',
  hideHeader,
}: DrawerProps) {
  const returnFocus = useReturnFocus(open);
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Scrim open={open} className="scrim z-40" />
        <Primitive.Content
          onOpenAutoFocus={focusItself}
          onCloseAutoFocus={returnFocus}
          {...(description ? {} : { 'aria-describedby': undefined })}
          className={cn(
            'float fixed inset-y-0 z-40 flex flex-col outline-none',
            side === 'right'
              ? 'motion-drawer right-0 w-full border-y-0 border-r-0 sm:w-140'
              : 'motion-sheet left-0 w-70 max-w-[85vw] border-y-0 border-l-0',
          )}
        >
          <div
            className={cn(
              'flex items-start justify-between gap-4 border-b px-5 py-4',
              hideHeader && 'sr-only',
            )}
          >
            <div className="min-w-0">
              <Primitive.Title className="wrap-anywhere font-semibold text-md">{title}</Primitive.Title>
              {description && (
                <Primitive.Description asChild>
                  <div className="mt-0.5 text-sm text-text-muted">{description}</div>
                </Primitive.Description>
              )}
            </div>
            <Primitive.Close asChild>
              <IconButton label="Close" size="sm" className="-mr-1.5">
                <X aria-hidden />
              </IconButton>
            </Primitive.Close>
          </div>
          <div className={cn('min-h-0 flex-1 overflow-y-auto', !hideHeader && 'p-5')}>{children}</div>
          {footer && <div className="flex justify-end gap-2 border-t px-5 py-3.5">{footer}</div>}
        </Primitive.Content>
      </Primitive.Portal>
    </Primitive.Root>
  );
}
