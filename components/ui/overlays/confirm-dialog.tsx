'use client';

import type { ReactNode } from 'react';
import { Button } from '../button';
import { useErrorSince } from '../requests/use-error-since';
import { Dialog } from './dialog';

type ConfirmDialogProps = {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  title: ReactNode;
  /** What will happen, and what cannot be undone. */
  description?: ReactNode;
  children?: ReactNode;
  /** The deed as a verb: "Delete token". */
  confirmLabel: string;
  /** What not doing it is called. */
  cancelLabel?: string;
  onConfirm: () => void;
  pending?: boolean;
  /** Why it failed; one from before the question was asked is not shown. */
  error?: ReactNode;
  tone?: 'danger' | 'primary';
  /** What has to be done before it can be confirmed. */
  blockedReason?: string;
  /** What is better done in most cases: the main button then. */
  instead?: ReactNode;
  focusAfter?: () => Element | null;
};

/** Asks before a deed that cannot be taken back. Stays open until the caller closes it. */
export function ConfirmDialog({
  open,
  onOpenChange,
  title,
  description,
  children,
  confirmLabel,
  cancelLabel = 'Cancel',
  onConfirm,
  pending,
  error,
  tone = 'danger',
  blockedReason,
  instead,
  focusAfter,
}: ConfirmDialogProps) {
  const problem = useErrorSince(open, error);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={title}
      description={description}
      size="sm"
      focusAfter={focusAfter}
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>{cancelLabel}</Button>
          <Button variant={tone} pending={pending} disabledReason={blockedReason} onClick={onConfirm}>
            {confirmLabel}
          </Button>
          {instead}
        </>
      }
    >
      {children}
      {problem && (
        <p role="alert" className="mt-3 text-danger-text text-sm first:mt-0">
          {problem}
        </p>
      )}
    </Dialog>
  );
}
