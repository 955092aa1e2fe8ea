'use client';

import { Dialog } from '@/components/ui/overlays/dialog';
import { WHY_SIGNATURES } from './signature-card';
import { SignatureForm } from './signature-form';

type SignatureDialogProps = { feedId: number; open: boolean; onOpenChange: (open: boolean) => void };

/** The settings of signatures of a channel, which has no page of settings. */
export function SignatureDialog({ feedId, open, onOpenChange }: SignatureDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      size="lg"
      title="Incoming webhooks: Signature"
      description={WHY_SIGNATURES}
    >
      <SignatureForm feedId={feedId} />
    </Dialog>
  );
}
