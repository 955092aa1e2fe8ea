'use client';

import { UserPlus } from 'lucide-react';
import { useLayoutEffect, useRef, useState } from 'react';
import { StepUpOnDemand } from '@/components/step-up/step-up-on-demand';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { useRowsDrawn } from '@/components/ui/loading/use-rows-drawn';
import { PageHeader } from '@/components/ui/page/page-header';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import type { InvitationRow, MemberRow } from '@/lib/accounts/dto';
import { InvitationItem } from './invitation-item';
import { InviteDialog } from './invite-dialog';
import { MemberItem } from './member-item';

type MembersProps = {
  members: MemberRow[];
  invitations: InvitationRow[];
  own: { id: string; email: string };
};

/** Two lines of text and the space around them. */
const LOWEST_ROW_PX = 56;

/** Everybody in the workspace, and the invitations under way. */
export function Members({ members, invitations, own }: MembersProps) {
  const [inviting, setInviting] = useState(false);
  const rows = useRowsDrawn(LOWEST_ROW_PX);
  useAddressedMember(rows === undefined);
  const active = members.filter((member) => member.active);
  const inactive = members.filter((member) => !member.active);
  return (
    <StepUpOnDemand
      email={own.email}
      reason="This changes who gets into this workspace, so we check that it is really you. This lasts 15 minutes."
    >
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
        <Card flush title={<CountedTitle title="Active" count={active.length} />}>
          <MemberItems members={active} rows={rows} ownId={own.id} />
        </Card>
        {invitations.length > 0 && (
          <Card flush title={<CountedTitle title="Invited" count={invitations.length} />}>
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
            title={<CountedTitle title="Deactivated" count={inactive.length} />}
            description="They cannot sign in, and calls with their tokens are refused."
          >
            <MemberItems members={inactive} rows={rows} ownId={own.id} />
          </Card>
        )}
      </div>
      {inviting && <InviteDialog onClose={() => setInviting(false)} />}
    </StepUpOnDemand>
  );
}

type MemberItemsProps = { members: MemberRow[]; rows: number | undefined; ownId: string };

function MemberItems({ members, rows, ownId }: MemberItemsProps) {
  const administrators = members.filter(({ active, role }) => active && role === 'ADMINISTRATOR');
  return (
    <ul className="divide-y">
      {members.slice(0, rows).map((member) => (
        <MemberItem
          key={member.id}
          member={member}
          own={member.id === ownId}
          last={administrators.length === 1 && administrators[0] === member}
        />
      ))}
    </ul>
  );
}

function CountedTitle({ title, count }: { title: string; count: number }) {
  return (
    <span className="flex items-center gap-2">
      {title}{' '}
      <Badge>
        <FormattedNumber value={count} />
      </Badge>
    </span>
  );
}

/**
 * The address may name a member who is drawn only after the first rows. Rows near the window get their real height when it has come
 * there, so it goes there a second time.
 */
function useAddressedMember(isWhole: boolean) {
  const wasWhole = useRef(isWhole);
  useLayoutEffect(() => {
    if (!isWhole || wasWhole.current) return;
    wasWhole.current = true;
    const show = () => document.getElementById(window.location.hash.slice(1))?.scrollIntoView();
    show();
    requestAnimationFrame(() => requestAnimationFrame(show));
  }, [isWhole]);
}
