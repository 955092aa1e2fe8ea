'use client';

import { type FormEvent, useId, useState } from 'react';
import { FormError } from '@/components/auth/form-error';
import { requestError } from '@/components/handlers/request-error';
import { useChange } from '@/components/shell/use-change';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Select } from '@/components/ui/forms/select';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import { LinkDialog } from './link-dialog';
import { invite } from './members-queries';

type Role = 'ADMINISTRATOR' | 'MEMBER';
const roles = [
  { value: 'MEMBER', label: 'Member' },
  { value: 'ADMINISTRATOR', label: 'Administrator', hint: 'May invite and deactivate people.' },
] as const;

/** Makes an invitation link and shows it, once. */
export function InviteDialog({ onClose }: { onClose: () => void }) {
  const [link, setLink] = useState<string>();
  const formId = useId();
  const inviting = useChange(null, invite, ({ url }) => setLink(url));
  return (
    <LinkDialog
      onClose={onClose}
      kind="invitation"
      title="Invite somebody"
      description="You get a link that one person can join with, within seven days."
      link={link}
      warning="Send it to the person you invite. It is shown only now, works once and ends in seven days."
      formId={formId}
      pending={inviting.isPending}
    >
      <InviteForm
        id={formId}
        problem={requestError(inviting.error)}
        pending={inviting.isPending}
        onInvite={inviting.mutate}
      />
    </LinkDialog>
  );
}

type InviteFormProps = {
  id: string;
  problem: ReturnType<typeof requestError>;
  pending: boolean;
  onInvite: (invitation: Parameters<typeof invite>[0]) => void;
};

function InviteForm({ id, problem, pending, onInvite }: InviteFormProps) {
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<Role>('MEMBER');
  useUnsavedGuard(email.trim() !== '' && !pending, email);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onInvite({ email, role });
  };
  return (
    <form id={id} onSubmit={submit} noValidate className="flex flex-col gap-4">
      <FormError>{problem && problem.field !== 'email' ? problem.message : ''}</FormError>
      <Field
        label="E-mail (optional)"
        hint="With one, only an account of this address can be made with the link."
        error={problem?.field === 'email' ? problem.message : undefined}
      >
        <Input
          name="email"
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          autoComplete="off"
          placeholder="grace@example.com"
        />
      </Field>
      <Field label="Role">
        <Select options={roles} value={role} onChange={(value) => setRole(value as Role)} />
      </Field>
    </form>
  );
}
