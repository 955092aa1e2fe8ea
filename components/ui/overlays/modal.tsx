'use client';

import { X } from 'lucide-react';
import { Dialog as Primitive } from 'radix-ui';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { IconButton } from '../icon-button';
import { useReturnFocus } from './return-focus';
import { Scrim } from './scrim';

export type ModalProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  description?: ReactNode;
  children?: ReactNode;
  /** Buttons, the main one last. */
  footer?: ReactNode;
  /** What has the focus when it closes now, rather than its opener; null: the opener. */
  focusAfter?: () => Element | null;
};

type FrameProps = Pick<ModalProps, 'open' | 'onOpenChange' | 'description' | 'focusAfter'> & {
  /** Where on the page the panel stands; its child is the panel. */
  place?: string;
  className: string;
  children: ReactNode;
};

/** What dialogs and drawers are: the page is dimmed, the focus stays inside and returns where it was, Escape closes. */
export function Modal({
  open,
  onOpenChange,
  description,
  focusAfter,
  place,
  className,
  children,
}: FrameProps) {
  const returnFocus = useReturnFocus(open, focusAfter);
  const panel = (
    <Primitive.Content
      onOpenAutoFocus={focusItself}
      onCloseAutoFocus={returnFocus}
      {...(description ? {} : { 'aria-describedby': undefined })}
      className={cn('float flex flex-col outline-none', className)}
    >
      {children}
    </Primitive.Content>
  );
  return (
    <Primitive.Root open={open} onOpenChange={onOpenChange}>
      <Primitive.Portal>
        <Scrim open={open} className="scrim z-40" />
        {place ? <div className={place}>{panel}</div> : panel}
      </Primitive.Portal>
    </Primitive.Root>
  );
}

type HeaderProps = Pick<ModalProps, 'title' | 'description'> & {
  className: string;
  descriptionClassName: string;
};

export function ModalHeader({ title, description, className, descriptionClassName }: HeaderProps) {
  return (
    <div className={cn('flex items-start justify-between gap-4', className)}>
      <div className="min-w-0">
        <Primitive.Title className="wrap-anywhere font-semibold text-md">{title}</Primitive.Title>
        {description && (
          <Primitive.Description asChild>
            <div className={cn('text-text-muted', descriptionClassName)}>{description}</div>
          </Primitive.Description>
        )}
      </div>
      <Primitive.Close asChild>
        <IconButton label="Close" size="sm" className="-mr-1.5">
          <X aria-hidden />
        </IconButton>
      </Primitive.Close>
    </div>
  );
}

/**
 * Unless a field asked for the focus, the dialog has it: its title is read, and no button is pressed by chance. Over another dialog
 * `autoFocus` comes too early, that one still holds the focus: `data-autofocus` is for there.
 */
export function focusItself(event: Event) {
  event.preventDefault();
  const dialog = event.currentTarget as HTMLElement;
  (dialog.querySelector<HTMLElement>('[data-autofocus]') ?? dialog).focus();
}
