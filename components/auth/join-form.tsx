'use client';

import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { PASSWORD_MIN } from '@/lib/accounts/schema';
import { acceptInvitation } from './account-queries';
import { FormError } from './form-error';
import { PasswordInput } from './password-input';
import { SubmitButton } from './submit-button';
import { useSentForm } from './use-sent-form';

/** The account of somebody who was invited. */
export function JoinForm({ code, email }: { code: string; email: string | null }) {
  const { submit, pending, errorOf, errorBeside } = useSentForm(async (text) => {
    await acceptInvitation({ code, name: text('name'), email: text('email'), password: text('password') });
    window.location.assign('/');
  });
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <FormError>{errorBeside('name', 'email', 'password')}</FormError>
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
