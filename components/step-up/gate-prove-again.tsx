'use client';

import { type ElementType, type FormEvent, useState } from 'react';
import { beginOidc, signOut } from '@/components/auth/account-queries';
import { FormError } from '@/components/auth/form-error';
import { PasswordInput } from '@/components/auth/password-input';
import { signInError } from '@/components/auth/sign-in-errors';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import type { StepUpFacts } from '@/lib/step-up/dto';
import { GateFrame } from './gate-frame';
import { confirmPassword } from './step-up-queries';

type GateProveAgainProps = {
  Title: ElementType;
  email: string;
  /** How this person signs in. */
  signIn: StepUpFacts['signIn'];
  takesFocus: boolean;
  onProven: () => void;
};

/** For somebody without a second factor who signed in more than five minutes ago: they prove who they are once more, in place. */
export function GateProveAgain({ Title, email, signIn, takesFocus, onProven }: GateProveAgainProps) {
  const { hasPassword, oidcName } = signIn;
  return (
    <GateFrame
      Title={Title}
      title="Verify your identity"
      text={`You have no second factor yet. ${hasPassword ? 'Enter your password' : 'Sign in again'} to add one, so that nobody adds theirs on a screen you left open.`}
      email={email}
    >
      <div className="flex flex-col gap-3">
        {hasPassword && <PasswordForm email={email} takesFocus={takesFocus} onProven={onProven} />}
        {oidcName && (
          <Elsewhere
            label={`Continue with ${oidcName}`}
            primary={!hasPassword}
            takesFocus={takesFocus && !hasPassword}
            go={async () => window.location.assign(await beginOidc(here()))}
          />
        )}
        {!hasPassword && !oidcName && (
          <Elsewhere
            label="Sign in again"
            primary
            takesFocus={takesFocus}
            go={async () => {
              await signOut();
              window.location.assign(`/sign-in?next=${encodeURIComponent(here())}`);
            }}
          />
        )}
      </div>
    </GateFrame>
  );
}

const here = () => `${window.location.pathname}${window.location.search}`;

type PasswordFormProps = { email: string; takesFocus: boolean; onProven: () => void };

function PasswordForm({ email, takesFocus, onProven }: PasswordFormProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const password = String(new FormData(event.currentTarget).get('password') ?? '');
    setPending(true);
    setProblem('');
    try {
      await confirmPassword(password);
      onProven();
    } catch (error) {
      setPending(false);
      setProblem((error as Error).message);
    }
  };
  return (
    <form method="post" onSubmit={submit} className="flex flex-col gap-4">
      <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
      <Field label="Password" error={problem}>
        <PasswordInput name="password" required autoFocus={takesFocus} autoComplete="current-password" />
      </Field>
      <Button type="submit" variant="primary" className="w-full" pending={pending}>
        Continue
      </Button>
    </form>
  );
}

type ElsewhereProps = { label: string; primary: boolean; takesFocus: boolean; go: () => Promise<void> };

/** Sends the person to their sign-in, which leads back here. */
function Elsewhere({ label, primary, takesFocus, go }: ElsewhereProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const begin = async () => {
    setPending(true);
    setProblem('');
    try {
      await go();
    } catch (error) {
      setPending(false);
      const { message } = error as Error;
      setProblem(error instanceof RequestFailed ? message : signInError(message));
    }
  };
  return (
    <>
      <FormError>{problem}</FormError>
      <Button
        variant={primary ? 'primary' : 'secondary'}
        className="w-full"
        autoFocus={takesFocus}
        pending={pending}
        onClick={begin}
      >
        {label}
      </Button>
    </>
  );
}
