'use client';

import { Dialog } from '@/components/ui/overlays/dialog';
import { UnderstandingForm } from './understanding-form';

type UnderstandingDialogProps = { feedId: number; open: boolean; onOpenChange: (open: boolean) => void };

/** What a channel understands, since a channel has no page of settings. */
export function UnderstandingDialog({ feedId, open, onOpenChange }: UnderstandingDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="What this channel understands"
      description="Calls of services to its incoming endpoint are drawn by themselves. Here is what you want otherwise."
    >
      <UnderstandingForm feedId={feedId} />
    </Dialog>
  );
}
