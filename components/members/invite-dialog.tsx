'use client';

import { type FormEvent, useId, useState } from 'react';
import { FormError } from '@/components/auth/form-error';
import { requestError } from '@/components/handlers/request-error';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Select } from '@/components/ui/forms/select';
import { Dialog } from '@/components/ui/overlays/dialog';
import { CopyButton } from '@/components/ui/text/copy-button';
import { invite } from './members-queries';

type Role = 'ADMINISTRATOR' | 'MEMBER';
const roles = [
  { value: 'MEMBER', label: 'Member' },
  { value: 'ADMINISTRATOR', label: 'Administrator', hint: 'May invite and deactivate people.' },
] as const;

type InviteDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Makes an invitation link and shows it, once. */
export function InviteDialog({ open, onOpenChange }: InviteDialogProps) {
  const [link, setLink] = useState<string>();
  const formId = useId();
  const inviting = useChange(null, invite, ({ url }) => setLink(url));
  const change = (next: boolean) => {
    onOpenChange(next);
    if (next) return;
    setLink(undefined);
    inviting.reset();
  };
  const footer = link ? (
    <Button onClick={() => change(false)}>Done</Button>
  ) : (
    <>
      <Button onClick={() => change(false)}>Cancel</Button>
      <Button variant="primary" type="submit" form={formId} pending={inviting.isPending}>
        Create link
      </Button>
    </>
  );
  return (
    <Dialog
      open={open}
      onOpenChange={change}
      title={link ? 'The invitation link' : 'Invite somebody'}
      description={
        link
          ? 'Send it to the person you invite. It is shown only now, works once and ends in seven days.'
          : 'You get a link that one person can join with, within seven days.'
      }
      footer={footer}
    >
      {link ? (
        <Link url={link} />
      ) : (
        <InviteForm id={formId} problem={requestError(inviting.error)} onInvite={inviting.mutate} />
      )}
    </Dialog>
  );
}

function Link({ url }: { url: string }) {
  return (
    <div className="flex items-start gap-2">
      <p className="wrap-anywhere min-w-0 flex-1 rounded border bg-surface-sunken px-3 py-2 font-mono text-sm">
        {url}
      </p>
      <CopyButton value={url} label="Copy invitation link" text="Copy" size="md" variant="primary" />
    </div>
  );
}

type InviteFormProps = {
  id: string;
  problem: ReturnType<typeof requestError>;
  onInvite: (invitation: Parameters<typeof invite>[0]) => void;
};

function InviteForm({ id, problem, onInvite }: InviteFormProps) {
  const [role, setRole] = useState<Role>('MEMBER');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email') ?? '');
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
        <Input name="email" type="email" autoComplete="off" placeholder="grace@example.com" />
      </Field>
      <Field label="Role">
        <Select options={roles} value={role} onChange={(value) => setRole(value as Role)} />
      </Field>
    </form>
  );
}
