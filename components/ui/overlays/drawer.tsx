'use client';

import { cn } from '../cn';
import { Modal, ModalHeader, type ModalProps } from './modal';

type DrawerProps = ModalProps & {
  /** From the right with details (default), or from the left with navigation. */
  side?: 'right' | 'left';
  hideHeader?: boolean;
};

/** One thing in full beside its list. On a phone it takes the whole width. */
export function Drawer({
  title,
  description,
  children,
  footer,
  side = 'right',
  hideHeader,
  ...modal
}: DrawerProps) {
  return (
    <Modal
      {...modal}
      description={description}
      className={cn(
        'fixed inset-y-0',
        side === 'right'
          ? 'motion-drawer right-0 w-full border-y-0 border-r-0 sm:w-140'
          : 'motion-sheet left-0 w-70 max-w-[85vw] border-y-0 border-l-0',
      )}
    >
      <ModalHeader
        title={title}
        description={description}
        className={cn('border-b px-5 py-4', hideHeader && 'sr-only')}
        descriptionClassName="mt-0.5 text-sm"
      />
      <div className={cn('min-h-0 flex-1 overflow-y-auto', !hideHeader && 'p-5')}>{children}</div>
      {footer && <div className="flex justify-end gap-2 border-t px-5 py-3.5">{footer}</div>}
    </Modal>
  );
}
