'use client';

import { useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { askForResetLink } from './account-queries';
import { FormError } from './form-error';
import { SubmitButton } from './submit-button';
import { useSentForm } from './use-sent-form';

/** Asks for a link by e-mail. What it says afterwards is the same for every address. */
export function ForgotPasswordForm() {
  const [sentTo, setSentTo] = useState<string>();
  const { submit, pending, errorOf, errorBeside } = useSentForm(async (text) => {
    await askForResetLink(text('email'));
    setSentTo(text('email'));
  });
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
          <FormError>{errorBeside('email')}</FormError>
          <Field label="E-mail" error={errorOf('email')}>
            <Input name="email" type="email" required autoFocus autoComplete="username" />
          </Field>
          <SubmitButton pending={pending}>Send link</SubmitButton>
        </form>
      )}
    </>
  );
}
