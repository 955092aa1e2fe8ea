'use client';

import { type FormEvent, useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import { PASSWORD_MIN } from '@/lib/accounts/schema';
import { acceptInvitation } from './account-queries';
import { FormError } from './form-error';
import { PasswordInput } from './password-input';
import { SubmitButton } from './submit-button';

/** The account of somebody who was invited. */
export function JoinForm({ code, email }: { code: string; email: string | null }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<{ field?: string; message: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const text = (name: string) => String(fields.get(name) ?? '');
    setPending(true);
    setProblem(undefined);
    try {
      await acceptInvitation({ code, name: text('name'), email: text('email'), password: text('password') });
      window.location.assign('/channels/general');
    } catch (error) {
      setPending(false);
      setProblem(error instanceof RequestFailed ? error : { message: (error as Error).message });
    }
  };
  const errorOf = (field: string) => (problem?.field === field ? problem.message : undefined);
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem && !problem.field ? problem.message : ''}</FormError>
      <Field label="Your name" error={errorOf('name')}>
        <Input name="name" required autoFocus autoComplete="name" maxLength={80} />
      </Field>
      <Field
        label="E-mail"
        hint={email ? 'The invitation is for this address.' : undefined}
        error={errorOf('email')}
      >
        <Input
          name="email"
          type="email"
          required
          autoComplete="username"
          defaultValue={email ?? ''}
          readOnly={Boolean(email)}
        />
      </Field>
      <Field label="Password" hint={`At least ${PASSWORD_MIN} characters.`} error={errorOf('password')}>
        <PasswordInput name="password" required minLength={PASSWORD_MIN} autoComplete="new-password" />
      </Field>
      <SubmitButton pending={pending} className="mt-1">
        Join
      </SubmitButton>
    </form>
  );
}
