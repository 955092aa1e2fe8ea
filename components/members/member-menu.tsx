'use client';

import { KeyRound, MoreHorizontal, ShieldCheck, ShieldMinus } from 'lucide-react';
import { useState } from 'react';
import { useDeed, wherePeopleStand } from '@/components/shell/use-deed';
import { IconButton } from '@/components/ui/icon-button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { toast } from '@/components/ui/overlays/toaster';
import type { MemberRow } from '@/lib/accounts/dto';
import { setMemberRole } from './members-queries';
import { ResetLinkDialog } from './reset-link-dialog';

type MemberMenuProps = { member: MemberRow; own: boolean; last: boolean };

/** A member's role and their way back in. */
export function MemberMenu({ member, own, last }: MemberMenuProps) {
  // The last one that was opened. Null until then: a list of many people draws none.
  const [dialog, setDialog] = useState<{ what: 'role' | 'reset'; open: boolean } | null>(null);
  const close = () => setDialog((last) => last && { ...last, open: false });
  const isAdministrator = member.role === 'ADMINISTRATOR';
  return (
    <>
      <DropdownMenu
        align="end"
        trigger={
          <IconButton label={`More about ${member.name}`} size="sm">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
        entries={[
          {
            label: 'Reset link',
            icon: <KeyRound aria-hidden />,
            onSelect: () => setDialog({ what: 'reset', open: true }),
          },
          !last && {
            label: isAdministrator ? 'Make a member' : 'Make an administrator',
            icon: isAdministrator ? <ShieldMinus aria-hidden /> : <ShieldCheck aria-hidden />,
            onSelect: () => setDialog({ what: 'role', open: true }),
          },
        ]}
      />
      {dialog?.what === 'role' && <RoleDialog member={member} own={own} open={dialog.open} onClose={close} />}
      {dialog?.what === 'reset' && <ResetLinkDialog member={member} open={dialog.open} onClose={close} />}
    </>
  );
}

type RoleDialogProps = { member: MemberRow; own: boolean; open: boolean; onClose: () => void };

function RoleDialog({ member, own, open, onClose }: RoleDialogProps) {
  const { pending, problem, run } = useDeed(undefined, wherePeopleStand);
  const up = member.role === 'MEMBER';
  const change = async () => {
    if (!(await run(() => setMemberRole(member.id, up ? 'ADMINISTRATOR' : 'MEMBER')))) return;
    onClose();
    toast(`${member.name} is ${up ? 'an administrator' : 'a member'} now.`);
  };
  const who = own ? 'You' : member.name;
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      tone={up ? 'primary' : 'danger'}
      title={up ? `Make ${member.name} an administrator?` : `Make ${member.name} a member?`}
      description={
        up
          ? `${who} may then invite and deactivate people, change roles and make reset links, also for you.`
          : `${who} may then no longer manage people. Invitations and reset links made by ${own ? 'you' : 'them'} stop working.`
      }
      confirmLabel={up ? 'Make administrator' : 'Make member'}
      onConfirm={change}
      pending={pending}
      error={problem}
    />
  );
}
