'use client';

import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';

export type LeaveDialogProps = { open: boolean; onStay: () => void; onLeave: () => void };

/** The question before a page, or a dialog of it, with something unsaved is left. */
export function LeaveDialog({ open, onStay, onLeave }: LeaveDialogProps) {
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onStay()}
      title="Leave without saving?"
      description="What you changed here is not saved. If you leave now, it is lost."
      cancelLabel="Stay"
      confirmLabel="Leave without saving"
      onConfirm={onLeave}
    />
  );
}
