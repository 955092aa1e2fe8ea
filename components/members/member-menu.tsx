'use client';

import { KeyRound, MoreHorizontal, ShieldCheck, ShieldMinus } from 'lucide-react';
import { useDeed, wherePeopleStand } from '@/components/shell/use-deed';
import { IconButton } from '@/components/ui/icon-button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { toast } from '@/components/ui/overlays/toaster';
import { useOneOpen } from '@/components/ui/overlays/use-one-open';
import type { MemberRow } from '@/lib/accounts/dto';
import { setMemberRole } from './members-queries';
import { ResetLinkDialog } from './reset-link-dialog';

type MemberMenuProps = { member: MemberRow; own: boolean; last: boolean };

/** A member's role and their way back in. */
export function MemberMenu({ member, own, last }: MemberMenuProps) {
  const { opened, open, close } = useOneOpen<'role' | 'reset'>();
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
            onSelect: () => open('reset'),
          },
          !last && {
            label: isAdministrator ? 'Make a member' : 'Make an administrator',
            icon: isAdministrator ? <ShieldMinus aria-hidden /> : <ShieldCheck aria-hidden />,
            onSelect: () => open('role'),
          },
        ]}
      />
      {opened === 'role' && <RoleDialog member={member} own={own} onClose={() => close('role')} />}
      {opened === 'reset' && <ResetLinkDialog member={member} onClose={() => close('reset')} />}
    </>
  );
}

type RoleDialogProps = { member: MemberRow; own: boolean; onClose: () => void };

function RoleDialog({ member, own, onClose }: RoleDialogProps) {
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
      open
      onOpenChange={onClose}
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
