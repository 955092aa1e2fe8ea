'use client';

import { Mail } from 'lucide-react';
import { useState } from 'react';
import { useDeed } from '@/components/shell/use-deed';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconRow } from '@/components/ui/lists/icon-row';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { InvitationRow } from '@/lib/accounts/dto';
import { revokeInvitation } from './members-queries';

/** One open invitation, and revoking it. */
export function InvitationItem({ invitation }: { invitation: InvitationRow }) {
  const [asking, setAsking] = useState(false);
  const { pending, problem, run } = useDeed();
  const revoke = async () => {
    if (!(await run(() => revokeInvitation(invitation.id)))) return;
    setAsking(false);
    toast('The invitation is revoked. Its link does not work any more.');
  };
  const whom = invitation.email ?? 'Anybody with the link';
  return (
    <IconRow
      icon={<Mail aria-hidden className="size-4" />}
      name={
        <>
          {whom}
          {invitation.role === 'ADMINISTRATOR' && <Badge tone="accent">Administrator</Badge>}
        </>
      }
      about={
        <>
          Invited by {invitation.invitedBy}, ends <RelativeTime at={invitation.expiresAt} />
        </>
      }
    >
      <Button size="sm" onClick={() => setAsking(true)} aria-label={`Revoke the invitation: ${whom}`}>
        Revoke
      </Button>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Revoke the invitation for ${invitation.email ?? 'anybody with the link'}?`}
        description="Its link stops working at once and cannot be shown again. To let them in after all, you invite them anew."
        confirmLabel="Revoke invitation"
        onConfirm={revoke}
        pending={pending}
        error={problem}
      />
    </IconRow>
  );
}
