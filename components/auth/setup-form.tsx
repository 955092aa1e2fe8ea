'use client';

import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { PASSWORD_MIN } from '@/lib/accounts/schema';
import { createFirstAccount } from './account-queries';
import { FormError } from './form-error';
import { PasswordInput } from './password-input';
import { SubmitButton } from './submit-button';
import { useSentForm } from './use-sent-form';

/** The first account of an empty installation. */
export function SetupForm({ asksForCode }: { asksForCode: boolean }) {
  const { submit, pending, errorOf, errorBeside } = useSentForm(async (text) => {
    await createFirstAccount({
      organizationName: text('organizationName'),
      name: text('name'),
      email: text('email'),
      password: text('password'),
      ...(asksForCode && { setupCode: text('setupCode') }),
    });
    window.location.assign('/');
  });
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{errorBeside('setupCode', 'organizationName', 'name', 'email', 'password')}</FormError>
      {asksForCode && (
        <Field
          label="Set-up code"
          hint="Postern printed it in the terminal it was started in."
          error={errorOf('setupCode')}
        >
          <Input
            name="setupCode"
            required
            autoFocus
            autoComplete="off"
            autoCapitalize="characters"
            spellCheck={false}
            placeholder="XXXX-XXXX-XXXX"
            className="font-mono"
          />
        </Field>
      )}
      <Field label="Workspace" hint="Your team's or company's name." error={errorOf('organizationName')}>
        <Input
          name="organizationName"
          required
          autoFocus={!asksForCode}
          autoComplete="organization"
          maxLength={80}
        />
      </Field>
      <Field label="Your name" error={errorOf('name')}>
        <Input name="name" required autoComplete="name" maxLength={80} />
      </Field>
      <Field label="E-mail" error={errorOf('email')}>
        <Input name="email" type="email" required autoComplete="username" />
      </Field>
      <Field label="Password" hint={`At least ${PASSWORD_MIN} characters.`} error={errorOf('password')}>
        <PasswordInput name="password" required minLength={PASSWORD_MIN} autoComplete="new-password" />
      </Field>
      <SubmitButton pending={pending} className="mt-1">
        Create account
      </SubmitButton>
    </form>
  );
}
