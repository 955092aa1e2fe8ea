'use client';

import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from '../cn';
import { IconButton } from '../icon-button';
import { ModalPanel, ModalTitle, useModal } from './modal-panel';

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

/** The frame of dialogs and drawers. */
export function Modal({ onOpenChange, description, className, ...panel }: FrameProps) {
  return (
    <ModalPanel
      {...panel}
      onDismiss={() => onOpenChange(false)}
      isDescribed={Boolean(description)}
      scrim="scrim"
      className={cn('float flex flex-col', className)}
    />
  );
}

type HeaderProps = Pick<ModalProps, 'title' | 'description'> & {
  className: string;
  descriptionClassName: string;
};

export function ModalHeader({ title, description, className, descriptionClassName }: HeaderProps) {
  const { descriptionId, close } = useModal();
  return (
    <div className={cn('flex items-start justify-between gap-4', className)}>
      <div className="min-w-0">
        <ModalTitle className="wrap-anywhere font-semibold text-md">{title}</ModalTitle>
        {description && (
          <div id={descriptionId} className={cn('text-text-muted', descriptionClassName)}>
            {description}
          </div>
        )}
      </div>
      <IconButton label="Close" size="sm" className="-mr-1.5" onClick={close}>
        <X aria-hidden />
      </IconButton>
    </div>
  );
}
