'use client';

import { KeyRound, MoreHorizontal, ShieldCheck, ShieldMinus } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { ConfirmDialog } from '@/components/ui/confirm-dialog';
import { DropdownMenu } from '@/components/ui/dropdown-menu';
import { RequestFailed } from '@/components/ui/fetch-json';
import { IconButton } from '@/components/ui/icon-button';
import { toast } from '@/components/ui/toaster';
import type { MemberRow } from '@/lib/accounts/dto';
import { setMemberRole } from './members-queries';
import { ResetLinkDialog } from './reset-link-dialog';

type MemberMenuProps = { member: MemberRow; own: boolean; last: boolean };

/** A member's role and their way back in. */
export function MemberMenu({ member, own, last }: MemberMenuProps) {
  const [dialog, setDialog] = useState<'role' | 'reset' | null>(null);
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
          { label: 'Reset link', icon: <KeyRound aria-hidden />, onSelect: () => setDialog('reset') },
          !last && {
            label: isAdministrator ? 'Make a member' : 'Make an administrator',
            icon: isAdministrator ? <ShieldMinus aria-hidden /> : <ShieldCheck aria-hidden />,
            onSelect: () => setDialog('role'),
          },
        ]}
      />
      <RoleDialog member={member} own={own} open={dialog === 'role'} onClose={() => setDialog(null)} />
      <ResetLinkDialog member={member} open={dialog === 'reset'} onClose={() => setDialog(null)} />
    </>
  );
}

type RoleDialogProps = { member: MemberRow; own: boolean; open: boolean; onClose: () => void };

function RoleDialog({ member, own, open, onClose }: RoleDialogProps) {
  const router = useRouter();
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const up = member.role === 'MEMBER';
  const change = async () => {
    setPending(true);
    setProblem('');
    try {
      await setMemberRole(member.id, up ? 'ADMINISTRATOR' : 'MEMBER');
      onClose();
      toast(`${member.name} is ${up ? 'an administrator' : 'a member'} now.`);
      router.refresh();
    } catch (error) {
      // The gate that comes says it better.
      const gated = error instanceof RequestFailed && error.code === 'step_up_required';
      if (!gated) setProblem((error as Error).message);
    } finally {
      setPending(false);
    }
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
