'use client';

import type { FormEvent, ReactNode } from 'react';
import { PasswordInput } from '@/components/auth/password-input';
import { SubmitButton } from '@/components/auth/submit-button';
import { useDeed, wherePeopleStand } from '@/components/shell/use-deed';
import { Card } from '@/components/ui/card';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { toast } from '@/components/ui/overlays/toaster';
import { PASSWORD_MIN, PERSON_NAME_MAX } from '@/lib/accounts/schema';
import { changeName, changePassword } from './settings-queries';

/** One's own name and password. */
export function AccountCards({ name, email }: { name: string; email: string }) {
  return (
    <div className="flex flex-col gap-6">
      <NameCard name={name} />
      <PasswordCard email={email} />
    </div>
  );
}

function NameCard({ name }: { name: string }) {
  const { pending, problem, run } = useDeed(undefined, wherePeopleStand);
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const wanted = String(new FormData(event.currentTarget).get('name') ?? '');
    if (await run(() => changeName(wanted))) toast('Your name is changed.');
  };
  return (
    <Card title="Name" description="Stands beside what you and your tokens post.">
      <OneField onSubmit={submit} pending={pending} label="Save name">
        <Field label="Your name" error={problem}>
          <Input
            name="name"
            key={name}
            defaultValue={name}
            required
            autoComplete="name"
            maxLength={PERSON_NAME_MAX}
          />
        </Field>
      </OneField>
    </Card>
  );
}

function PasswordCard({ email }: { email: string }) {
  const { pending, problem, run } = useDeed();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const wanted = String(new FormData(form).get('password') ?? '');
    if (!(await run(() => changePassword(wanted)))) return;
    form.reset();
    toast('Your password is changed. All other sessions are signed out.');
  };
  return (
    <Card
      title="Password"
      description="You have just verified who you are, so the old one is not asked for. All your other sessions will be signed out."
    >
      <OneField onSubmit={submit} pending={pending} label="Change password">
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <Field label="New password" hint={`At least ${PASSWORD_MIN} characters.`} error={problem}>
          <PasswordInput name="password" required minLength={PASSWORD_MIN} autoComplete="new-password" />
        </Field>
      </OneField>
    </Card>
  );
}

type OneFieldProps = {
  onSubmit: (event: FormEvent<HTMLFormElement>) => void;
  pending: boolean;
  label: string;
  children: ReactNode;
};

function OneField({ onSubmit, pending, label, children }: OneFieldProps) {
  return (
    <form method="post" onSubmit={onSubmit} className="flex max-w-100 flex-col items-start gap-4">
      <div className="w-full">{children}</div>
      <SubmitButton pending={pending}>{label}</SubmitButton>
    </form>
  );
}
