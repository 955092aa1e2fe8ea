'use client';

import { type FormEvent, useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import { askForResetLink } from './account-queries';
import { FormError } from './form-error';
import { SubmitButton } from './submit-button';

/** Asks for a link by e-mail. What it says afterwards is the same for every address. */
export function ForgotPasswordForm() {
  const [pending, setPending] = useState(false);
  const [sentTo, setSentTo] = useState<string>();
  const [problem, setProblem] = useState<{ field?: string; message: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const email = String(new FormData(event.currentTarget).get('email') ?? '');
    setPending(true);
    setProblem(undefined);
    try {
      await askForResetLink(email);
      setSentTo(email);
    } catch (error) {
      setProblem(error instanceof RequestFailed ? error : { message: (error as Error).message });
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <div role="status">
        {sentTo !== undefined && (
          <p className="wrap-anywhere text-pretty">
            If there is an account for {sentTo}, a link is on its way to it. It works once, within 24 hours.
            Nothing came? Look among the unwanted mail, or ask an administrator for a reset link.
          </p>
        )}
      </div>
      {sentTo === undefined && (
        <form method="post" onSubmit={submit} className="flex flex-col gap-4">
          <FormError>{problem && problem.field !== 'email' ? problem.message : ''}</FormError>
          <Field label="E-mail" error={problem?.field === 'email' ? problem.message : undefined}>
            <Input name="email" type="email" required autoFocus autoComplete="username" />
          </Field>
          <SubmitButton pending={pending}>Send link</SubmitButton>
        </form>
      )}
    </>
  );
}
