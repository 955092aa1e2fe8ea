'use client';

import { memo, useState } from 'react';
import { useDeed, wherePeopleStand } from '@/components/shell/use-deed';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { focusPageHeading } from '@/components/ui/page/page-heading';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import { Counted } from '@/components/ui/text/counted';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { MemberRow } from '@/lib/accounts/dto';
import { MemberMenu } from './member-menu';
import { setMemberStatus } from './members-queries';

type MemberItemProps = {
  member: MemberRow;
  own: boolean;
  /** The last active administrator, without whom nobody could let anybody in again. */
  last: boolean;
};

/** One person, and what an administrator can do about them. Out of view it is not laid out: there may be hundreds. */
export const MemberItem = memo(function MemberItem({ member, own, last }: MemberItemProps) {
  const [asking, setAsking] = useState(false);
  // Reactivating opens no dialog, so its problem is a toast.
  const { pending, problem, run } = useDeed((text) => !asking && toast.error(text), wherePeopleStand);
  const isHere = useIsHere();
  const change = async (active: boolean) => {
    if (!(await run(() => setMemberStatus(member.id, active)))) return;
    // The row moves to the other list, with the button that was pressed.
    if (active && isHere()) focusPageHeading();
    setAsking(false);
    toast(active ? `${member.name} can sign in again.` : `${member.name} is deactivated.`);
  };
  return (
    <li
      id={`member-${member.id}`}
      className="scroll-mt-20 flex flex-wrap [contain-intrinsic-size:auto_2.5rem] [content-visibility:auto] items-center gap-x-4 gap-y-2 px-5 py-3"
    >
      <Avatar of={member.id} name={member.name} />
      <div className="min-w-0 flex-1 basis-48">
        <p className="wrap-anywhere flex flex-wrap items-center gap-x-2 font-medium">
          {member.name}
          {own && <span className="font-normal text-text-muted">(you)</span>}
          {member.role === 'ADMINISTRATOR' && <Badge tone="accent">Administrator</Badge>}
        </p>
        <p className="wrap-anywhere text-sm text-text-muted">{member.email}</p>
        {last && (
          <p className="text-sm text-text-muted">
            The last active administrator stays one: make somebody else an administrator first.
          </p>
        )}
      </div>
      <div className="min-w-36 text-sm text-text-muted max-sm:ml-12 max-sm:flex-1">
        <p>
          <Counted count={member.webhookTokens} one="token" />
        </p>
        <p>
          {member.lastSeenAt ? (
            <>
              Seen <RelativeTime at={member.lastSeenAt} />
            </>
          ) : (
            'Never signed in'
          )}
        </p>
      </div>
      <div className="flex items-center gap-2 max-sm:ml-12 sm:w-40 sm:justify-end">
        {!last && (
          <Button
            size="sm"
            pending={pending && !asking}
            aria-label={`${member.active ? 'Deactivate' : 'Reactivate'} ${member.name}`}
            onClick={() => (member.active ? setAsking(true) : change(true))}
          >
            {member.active ? 'Deactivate' : 'Reactivate'}
          </Button>
        )}
        {member.active && <MemberMenu member={member} own={own} last={last} />}
      </div>
      <ConfirmDialog
        open={asking}
        onOpenChange={setAsking}
        title={`Deactivate ${member.name}?`}
        description={whatFollows(member, own)}
        confirmLabel="Deactivate"
        onConfirm={() => change(false)}
        pending={pending}
        error={problem}
      />
    </li>
  );
});

function whatFollows({ name, webhookTokens }: MemberRow, own: boolean): string {
  const signedOut = `${own ? 'You' : name} will be signed out everywhere`;
  if (webhookTokens === 0) return `${signedOut}. Reactivating takes this back.`;
  const tokens = webhookTokens === 1 ? 'webhook token' : `${webhookTokens} webhook tokens`;
  return `${signedOut}, and calls with ${own ? 'your' : 'their'} ${tokens} will be refused at once. Reactivating takes this back.`;
}
