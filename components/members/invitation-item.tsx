'use client';

import { Mail } from 'lucide-react';
import { useDeed } from '@/components/shell/use-deed';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import { focusPageHeading } from '@/components/ui/page/page-heading';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { InvitationRow } from '@/lib/accounts/dto';
import { revokeInvitation } from './members-queries';

/** One open invitation, and revoking it. */
export function InvitationItem({ invitation }: { invitation: InvitationRow }) {
  const { pending, run } = useDeed(toast.error);
  const whom = invitation.email ?? 'Anybody with the link';
  const revoke = async () => {
    if (!(await run(() => revokeInvitation(invitation.id)))) return;
    focusPageHeading();
    toast('The invitation is revoked. Its link does not work any more.');
  };
  return (
    <li className="flex items-center gap-4 px-5 py-3">
      <span className="flex size-8 shrink-0 items-center justify-center rounded-sm bg-surface-hover text-text-muted">
        <Mail aria-hidden className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
          {whom}
          {invitation.role === 'ADMINISTRATOR' && <Badge tone="accent">Administrator</Badge>}
        </p>
        <p className="text-sm text-text-muted">
          Invited by {invitation.invitedBy}, ends <RelativeTime at={invitation.expiresAt} />
        </p>
      </div>
      <Button size="sm" pending={pending} onClick={revoke} aria-label={`Revoke the invitation: ${whom}`}>
        Revoke
      </Button>
    </li>
  );
}
