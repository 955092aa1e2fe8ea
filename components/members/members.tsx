'use client';

import { UserPlus } from 'lucide-react';
import { useState } from 'react';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { PageHeader } from '@/components/ui/page-header';
import type { InvitationRow, MemberRow } from '@/lib/accounts/dto';
import { InvitationItem } from './invitation-item';
import { InviteDialog } from './invite-dialog';
import { MemberItem } from './member-item';

type MembersProps = { members: MemberRow[]; invitations: InvitationRow[]; ownId: string };

/** Everybody in the workspace, and the invitations under way. */
export function Members({ members, invitations, ownId }: MembersProps) {
  const [inviting, setInviting] = useState(false);
  const active = members.filter((member) => member.active);
  const inactive = members.filter((member) => !member.active);
  return (
    <>
      <PageHeader
        title="Members"
        description="Who may sign in here. Everybody has webhook tokens of their own."
        actions={
          <Button
            variant="primary"
            icon={<UserPlus aria-hidden className="size-4" />}
            onClick={() => setInviting(true)}
          >
            Invite
          </Button>
        }
      />
      <div className="flex flex-col gap-6">
        <Card flush title={<Counted title="Active" count={active.length} />}>
          <MemberItems members={active} ownId={ownId} />
        </Card>
        {invitations.length > 0 && (
          <Card flush title={<Counted title="Invited" count={invitations.length} />}>
            <ul className="divide-y">
              {invitations.map((invitation) => (
                <InvitationItem key={invitation.id} invitation={invitation} />
              ))}
            </ul>
          </Card>
        )}
        {inactive.length > 0 && (
          <Card
            flush
            title={<Counted title="Deactivated" count={inactive.length} />}
            description="They cannot sign in, and calls with their tokens are refused."
          >
            <MemberItems members={inactive} ownId={ownId} />
          </Card>
        )}
      </div>
      <InviteDialog open={inviting} onOpenChange={setInviting} />
    </>
  );
}

function MemberItems({ members, ownId }: { members: MemberRow[]; ownId: string }) {
  return (
    <ul className="divide-y">
      {members.map((member) => (
        <MemberItem key={member.id} member={member} own={member.id === ownId} />
      ))}
    </ul>
  );
}

function Counted({ title, count }: { title: string; count: number }) {
  return (
    <span className="flex items-center gap-2">
      {title} <Badge>{count}</Badge>
    </span>
  );
}
