'use client';

import { Mail } from 'lucide-react';
import { useRemoval } from '@/components/shell/use-removal';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { IconRow } from '@/components/ui/lists/icon-row';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { InvitationRow } from '@/lib/accounts/dto';
import { revokeInvitation } from './members-queries';

/** One open invitation, and revoking it. */
export function InvitationItem({ invitation }: { invitation: InvitationRow }) {
  const [pending, revoke] = useRemoval(
    () => revokeInvitation(invitation.id),
    'The invitation is revoked. Its link does not work any more.',
  );
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
      <Button size="sm" pending={pending} onClick={revoke} aria-label={`Revoke the invitation: ${whom}`}>
        Revoke
      </Button>
    </IconRow>
  );
}
