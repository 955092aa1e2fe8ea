'use client';

import { KeyRound } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Link } from '@/components/ui/text/link';
import type { SignInFacts } from '@/lib/accounts/dto';
import { beginOidc, SignInRefused, signInWithPassword } from './account-queries';
import { FormError } from './form-error';
import { PasswordInput } from './password-input';
import { signInError } from './sign-in-errors';
import { SubmitButton } from './submit-button';
import { usePasskeySignIn } from './use-passkey-sign-in';

const done = {
  password: 'Your new password is set. Sign in with it.',
  factors: 'Your second factors are removed. Sign in with your password, and add new ones.',
};
type Reset = keyof typeof done;

type Way = 'password' | 'passkey' | 'oidc';

type SignInFormProps = {
  next: string;
  facts: SignInFacts;
  error?: string;
  /** What a reset link was just used for. */
  reset?: Reset;
};

/** Passkey (also offered by the browser's autofill), e-mail and password, or the organisation's own sign-in. */
export function SignInForm({ next, facts, error, reset }: SignInFormProps) {
  const [pending, setPending] = useState<Way | null>(null);
  const [problem, setProblem] = useState(error ? signInError(error) : '');

  const attempt = async (way: Way, signIn: () => Promise<string>) => {
    setPending(way);
    setProblem('');
    try {
      const url = await signIn();
      // A full load: nothing drawn for a signed-out person stays.
      window.location.assign(way === 'oidc' ? url : next);
    } catch (failure) {
      setPending(null);
      setProblem(failure instanceof SignInRefused ? signInError(failure.code) : (failure as Error).message);
    }
  };
  const passkey = usePasskeySignIn((signIn) => attempt('passkey', signIn));

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void attempt('password', () =>
      signInWithPassword(String(fields.get('email')), String(fields.get('password'))),
    );
  };
  const busy = pending !== null;
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      {reset && !problem && (
        <p role="status" className="rounded bg-success-soft px-3 py-2 text-sm text-success-text">
          {done[reset]}
        </p>
      )}
      <FormError>{problem}</FormError>
      <Field label="E-mail">
        <Input name="email" type="email" required autoFocus autoComplete="username webauthn" />
      </Field>
      <Field label="Password">
        <PasswordInput name="password" required autoComplete="current-password webauthn" />
      </Field>
      <Link
        href="/forgot-password"
        className="flex w-fit items-center text-accent-text text-sm underline-offset-2 hover:underline pointer-coarse:min-h-10"
      >
        Forgot your password?
      </Link>
      <SubmitButton pending={pending === 'password'} disabled={busy && pending !== 'password'}>
        Sign in
      </SubmitButton>
      <p className="flex items-center gap-3 text-sm text-text-muted before:h-px before:flex-1 before:bg-border after:h-px after:flex-1 after:bg-border">
        or
      </p>
      <Button
        icon={<KeyRound aria-hidden className="size-4" />}
        pending={pending === 'passkey'}
        disabled={busy && pending !== 'passkey'}
        onClick={passkey.signIn}
      >
        Sign in with a passkey
      </Button>
      {facts.oidcName && (
        <Button
          pending={pending === 'oidc'}
          disabled={busy && pending !== 'oidc'}
          onClick={() => attempt('oidc', () => beginOidc(next))}
        >
          Continue with {facts.oidcName}
        </Button>
      )}
    </form>
  );
}
