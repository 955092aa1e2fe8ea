'use client';

import { Field } from '@/components/ui/forms/field';
import { PASSWORD_MIN } from '@/lib/accounts/schema';
import type { ResetLinkFacts } from '@/lib/reset-links/dto';
import { takeResetLink } from './account-queries';
import { FormError } from './form-error';
import { PasswordInput } from './password-input';
import { SubmitButton } from './submit-button';
import { useSentForm } from './use-sent-form';

/** Uses a reset link. Asks for a new password where the link resets that, and for one press otherwise. */
export function ResetForm({ code, link }: { code: string; link: ResetLinkFacts }) {
  const { submit, pending, errorOf, errorBeside } = useSentForm(async (text) => {
    await takeResetLink({ code, ...(link.resetsPassword && { password: text('password') }) });
    window.location.assign(`/sign-in?reset=${link.resetsSecondFactors ? 'factors' : 'password'}`);
  });
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{errorBeside('password')}</FormError>
      {link.resetsPassword && (
        <>
          {/* Tells password managers whose password it is. */}
          <input type="email" name="username" autoComplete="username" value={link.email} readOnly hidden />
          <Field
            label="New password"
            hint={`At least ${PASSWORD_MIN} characters.`}
            error={errorOf('password')}
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
