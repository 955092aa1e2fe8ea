'use client';

import { cn } from '../cn';
import { Modal, ModalHeader, type ModalProps } from './modal';

type DialogProps = ModalProps & { size?: 'sm' | 'md' | 'lg' };

const widths = { sm: 'sm:max-w-105', md: 'sm:max-w-130', lg: 'sm:max-w-170' };

/** A question or a small task over the page. */
export function Dialog({ title, description, children, footer, size = 'md', ...modal }: DialogProps) {
  return (
    <Modal
      {...modal}
      description={description}
      place="pointer-events-none fixed inset-0 flex items-end justify-center sm:items-start sm:p-6 sm:pt-[12vh]"
      className={cn(
        'motion-pop pointer-events-auto max-h-[92dvh] w-full rounded-t-lg',
        'sm:max-h-[calc(88vh-1.5rem)] sm:rounded-lg',
        widths[size],
      )}
    >
      <ModalHeader
        title={title}
        description={description}
        className="px-5 pt-4.5 sm:px-6 sm:pt-5"
        descriptionClassName="mt-1"
      />
      <div className="min-h-0 overflow-y-auto px-5 pt-4 pb-5 empty:pt-0 sm:px-6 sm:pb-6">{children}</div>
      {footer && (
        <div className="flex flex-wrap items-center justify-end gap-2 border-t px-5 py-3.5 sm:px-6">
          {footer}
        </div>
      )}
    </Modal>
  );
}
