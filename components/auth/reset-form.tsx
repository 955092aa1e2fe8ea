'use client';

import { type FormEvent, useState } from 'react';
import { Field } from '@/components/ui/forms/field';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import { PASSWORD_MIN } from '@/lib/accounts/schema';
import type { ResetLinkFacts } from '@/lib/reset-links/dto';
import { takeResetLink } from './account-queries';
import { FormError } from './form-error';
import { PasswordInput } from './password-input';
import { SubmitButton } from './submit-button';

/** Uses a reset link: with a new password where it resets that, and by one press otherwise. */
export function ResetForm({ code, link }: { code: string; link: ResetLinkFacts }) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState<{ field?: string; message: string }>();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = new FormData(event.currentTarget).get('password');
    setPending(true);
    setProblem(undefined);
    try {
      await takeResetLink({ code, ...(link.resetsPassword && { password: String(password) }) });
      window.location.assign(`/sign-in?reset=${link.resetsSecondFactors ? 'factors' : 'password'}`);
    } catch (error) {
      setPending(false);
      setProblem(error instanceof RequestFailed ? error : { message: (error as Error).message });
    }
  };
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{problem && problem.field !== 'password' ? problem.message : ''}</FormError>
      {link.resetsPassword && (
        <>
          {/* For password managers: whose password it is. */}
          <input type="email" name="username" autoComplete="username" value={link.email} readOnly hidden />
          <Field
            label="New password"
            hint={`At least ${PASSWORD_MIN} characters.`}
            error={problem?.field === 'password' ? problem.message : undefined}
          >
            <PasswordInput
              name="password"
              required
              autoFocus
              minLength={PASSWORD_MIN}
              autoComplete="new-password"
            />
          </Field>
        </>
      )}
      <SubmitButton pending={pending} className="mt-1">
        {link.resetsPassword ? 'Set new password' : 'Remove second factors'}
      </SubmitButton>
    </form>
  );
}
