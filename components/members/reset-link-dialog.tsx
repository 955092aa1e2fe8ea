'use client';

import { type FormEvent, useId, useState } from 'react';
import { FormError } from '@/components/auth/form-error';
import { useDeed } from '@/components/shell/use-deed';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import type { MemberRow } from '@/lib/accounts/dto';
import { LinkDialog } from './link-dialog';
import { issueResetLink } from './members-queries';

type What = 'password' | 'second-factors' | 'both';
type Tokens = 'keep' | 'disable';
type WantedReset = Parameters<typeof issueResetLink>[1];

const whats = [
  { value: 'password', label: 'Password', hint: 'The second factors stay and are asked for as before.' },
  {
    value: 'second-factors',
    label: 'Second factors',
    hint: 'For a lost passkey, phone and recovery codes. The password stays.',
  },
  { value: 'both', label: 'Password and second factors', hint: 'For somebody who has lost everything.' },
] as const;
const tokenChoices = [
  { value: 'keep', label: 'Stay as they are' },
  { value: 'disable', label: 'Are switched off', hint: 'When the account may be in foreign hands.' },
] as const;

type ResetLinkDialogProps = { member: MemberRow; onClose: () => void };

/** Makes a reset link for a member and shows it, once. */
export function ResetLinkDialog({ member, onClose }: ResetLinkDialogProps) {
  const [link, setLink] = useState<string>();
  const { pending, problem, run } = useDeed();
  const formId = useId();
  const issue = (wanted: WantedReset) =>
    run(async () => setLink((await issueResetLink(member.id, wanted)).url));
  return (
    <LinkDialog
      onClose={onClose}
      kind="reset"
      title={`A reset link for ${member.name}`}
      description="With it they get back in, once, within 24 hours. Links made for them before stop working."
      link={link}
      warning={`Make sure that it reaches ${member.name} and nobody else. It is shown only now, works once and ends in 24 hours.`}
      formId={formId}
      pending={pending}
    >
      <ResetLinkForm id={formId} problem={problem} onIssue={issue} />
    </LinkDialog>
  );
}

type ResetLinkFormProps = {
  id: string;
  problem: string;
  onIssue: (wanted: WantedReset) => void;
};

function ResetLinkForm({ id, problem, onIssue }: ResetLinkFormProps) {
  const [what, setWhat] = useState<What>('password');
  const [webhookTokens, setWebhookTokens] = useState<Tokens>('keep');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    onIssue({ password: what !== 'second-factors', secondFactors: what !== 'password', webhookTokens });
  };
  return (
    <form id={id} onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem}</FormError>
      <Field label="It resets">
        <Select options={whats} value={what} onChange={(value) => setWhat(value as What)} />
      </Field>
      <Field label="Their webhook tokens">
        <Select
          options={tokenChoices}
          value={webhookTokens}
          onChange={(value) => setWebhookTokens(value as Tokens)}
        />
      </Field>
    </form>
  );
}
