'use client';

import { browserSupportsWebAuthn, startRegistration } from '@simplewebauthn/browser';
import { KeyRound, Smartphone } from 'lucide-react';
import { type ElementType, useState, useSyncExternalStore } from 'react';
import { FormError } from '@/components/auth/form-error';
import { passkeyError } from '@/components/auth/webauthn-errors';
import { Button } from '@/components/ui/button';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import type { StepUpFacts, StepUpGiven } from '@/lib/step-up/dto';
import { AuthenticatorSetUp } from './authenticator-set-up';
import { GateFrame } from './gate-frame';
import { GateProveAgain } from './gate-prove-again';
import { RecoveryCodes } from './recovery-codes';
import { enrolPasskey, fetchEnrolmentOptions, makeRecoveryCodes } from './step-up-queries';

type GateSetUpProps = {
  email: string;
  /** Why it is asked, in one sentence. */
  reason: string;
  Title: ElementType;
  windowOpen: boolean;
  signIn: StepUpFacts['signIn'];
  leaving: boolean;
  takesFocus: boolean;
  onEnrolled: () => void;
  onDone: (given: StepUpGiven) => void;
};
type Codes = { codes: string[]; given: StepUpGiven };

/** For somebody without a second factor: a passkey (or an authenticator app), then recovery codes shown once. */
export function GateSetUp(props: GateSetUpProps) {
  const { email, reason, Title, windowOpen, signIn, leaving, takesFocus, onEnrolled, onDone } = props;
  const [saved, setSaved] = useState<Codes>();
  const [closed, setClosed] = useState(!windowOpen);
  if (saved) {
    return (
      <GateFrame
        Title={Title}
        step="Step 2 of 2"
        title="Save your recovery codes"
        text="Each of them lets you in once when your passkey or app is not at hand. They are shown only now."
      >
        <RecoveryCodes codes={saved.codes} email={email} takesFocus />
        <Button
          variant="primary"
          className="mt-5 w-full"
          pending={leaving}
          onClick={() => onDone(saved.given)}
        >
          I have saved them
        </Button>
      </GateFrame>
    );
  }
  if (closed) {
    return (
      <GateProveAgain
        Title={Title}
        email={email}
        signIn={signIn}
        takesFocus={takesFocus}
        onProven={() => setClosed(false)}
      />
    );
  }

  const enrolled = async (given: StepUpGiven) => {
    onEnrolled();
    try {
      setSaved({ ...(await makeRecoveryCodes()), given });
    } catch {
      // The method is there and the gate is open; codes can be made in Settings.
      onDone(given);
    }
  };
  return (
    <GateFrame Title={Title} step="Step 1 of 2" title="Verify your identity" text={reason} email={email}>
      <FirstMethod takesFocus={takesFocus} onEnrolled={enrolled} onWindowClosed={() => setClosed(true)} />
    </GateFrame>
  );
}

type FirstMethodProps = {
  takesFocus: boolean;
  onEnrolled: (given: StepUpGiven) => Promise<void>;
  onWindowClosed: () => void;
};

function FirstMethod({ takesFocus, onEnrolled, onWindowClosed }: FirstMethodProps) {
  const passkeysPossible = useSyncExternalStore(never, browserSupportsWebAuthn, () => true);
  const [withApp, setWithApp] = useState(false);
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');

  const failed = (error: unknown) => {
    if (error instanceof RequestFailed && error.code === 'enrolment_window_closed') onWindowClosed();
    else setProblem(passkeyError(error));
  };
  const create = async () => {
    setPending(true);
    setProblem('');
    try {
      const optionsJSON = await fetchEnrolmentOptions();
      const { stepUp } = await enrolPasskey(await startRegistration({ optionsJSON }));
      if (stepUp) await onEnrolled(stepUp);
    } catch (error) {
      failed(error);
    } finally {
      setPending(false);
    }
  };
  if (withApp || !passkeysPossible) {
    return (
      <AuthenticatorSetUp
        onConfirmed={(given) => (given ? onEnrolled(given) : undefined)}
        onRefused={failed}
        onBack={passkeysPossible ? () => setWithApp(false) : undefined}
      />
    );
  }
  return (
    <div className="flex flex-col gap-3">
      <div className="mb-1">
        <p className="font-medium">Add a passkey</p>
        <p className="mt-0.5 text-pretty text-text-muted">
          You have no way to verify yet. A passkey is your finger, face or PIN on this device, or a security
          key.
        </p>
      </div>
      <FormError>{problem}</FormError>
      <Button
        variant="primary"
        className="w-full"
        autoFocus={takesFocus}
        icon={<KeyRound aria-hidden className="size-4" />}
        pending={pending}
        onClick={create}
      >
        Create a passkey
      </Button>
      <Button
        variant="quiet"
        className="w-full"
        icon={<Smartphone aria-hidden className="size-4" />}
        onClick={() => setWithApp(true)}
      >
        Use an authenticator app instead
      </Button>
    </div>
  );
}

const never = () => () => {};
