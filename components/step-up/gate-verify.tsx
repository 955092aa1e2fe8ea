'use client';

import { startAuthentication } from '@simplewebauthn/browser';
import { ChevronDown, KeyRound, LifeBuoy, Smartphone } from 'lucide-react';
import { useId, useState } from 'react';
import { FormError } from '@/components/auth/form-error';
import { passkeyError } from '@/components/auth/webauthn-errors';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import type { StepUpFacts, StepUpGiven } from '@/lib/step-up/dto';
import { GateCode } from './gate-code';
import {
  fetchPasskeyStepUpOptions,
  verifyWithApp,
  verifyWithPasskey,
  verifyWithRecoveryCode,
} from './step-up-queries';

type Way = 'passkey' | 'app' | 'recovery';
type GateVerifyProps = {
  /** Undefined while they are being fetched. */
  methods: StepUpFacts['methods'] | undefined;
  leaving: boolean;
  takesFocus: boolean;
  onVerified: (given: StepUpGiven) => void;
};

const ways = {
  passkey: { label: 'Passkey or security key', Icon: KeyRound },
  app: { label: 'Code from your authenticator app', Icon: Smartphone },
  recovery: { label: 'Recovery code', Icon: LifeBuoy },
};

/** Every method the person has; the strongest is behind Continue, the others behind "Try another way". */
export function GateVerify({ methods, leaving, takesFocus, onVerified }: GateVerifyProps) {
  const offered = methods ? waysOf(methods) : (['passkey'] as Way[]);
  const [chosen, setChosen] = useState<Way>();
  const [open, setOpen] = useState(false);
  const listId = useId();
  const way = chosen ?? offered[0] ?? 'passkey';
  const others = offered.filter((other) => other !== way);
  const choose = (next: Way) => {
    setChosen(next);
    setOpen(false);
  };
  return (
    <div className="flex flex-col gap-3">
      {way === 'passkey' && (
        <PasskeyContinue
          ready={Boolean(methods)}
          leaving={leaving}
          takesFocus={takesFocus}
          onVerified={onVerified}
        />
      )}
      {way === 'app' && (
        <GateCode
          key={way}
          label="Code from your authenticator app"
          digits
          leaving={leaving}
          verify={verifyWithApp}
          onVerified={onVerified}
        />
      )}
      {way === 'recovery' && (
        <GateCode
          key={way}
          label="Recovery code"
          hint="Each code works once."
          leaving={leaving}
          verify={verifyWithRecoveryCode}
          onVerified={onVerified}
        />
      )}
      {/* Kept in its place while the methods are fetched, so that nothing moves. */}
      <div className={cn(others.length === 0 && methods && 'hidden', !methods && 'invisible')}>
        <Button
          variant="quiet"
          className="w-full"
          aria-expanded={open}
          aria-controls={listId}
          onClick={() => setOpen(!open)}
        >
          Try another way
          <ChevronDown aria-hidden className={cn('size-4 transition-transform', open && 'rotate-180')} />
        </Button>
        <ul id={listId} hidden={!open} className="mt-1 flex flex-col gap-1">
          {others.map((other) => {
            const { label, Icon } = ways[other];
            return (
              <li key={other}>
                <Button
                  className="w-full justify-start!"
                  icon={<Icon aria-hidden className="size-4 text-text-muted" />}
                  onClick={() => choose(other)}
                >
                  {label}
                </Button>
              </li>
            );
          })}
        </ul>
      </div>
      <p className={cn('text-center text-sm text-text-muted', !methods && 'invisible')}>
        Lost them all? Ask an administrator for a reset link.
      </p>
    </div>
  );
}

function waysOf({ passkeys, authenticatorApp, recoveryCodes }: StepUpFacts['methods']): Way[] {
  const has: Record<Way, boolean> = {
    passkey: passkeys > 0,
    app: authenticatorApp,
    recovery: recoveryCodes > 0,
  };
  return (Object.keys(has) as Way[]).filter((way) => has[way]);
}

type PasskeyContinueProps = {
  ready: boolean;
  leaving: boolean;
  takesFocus: boolean;
  onVerified: (given: StepUpGiven) => void;
};

function PasskeyContinue({ ready, leaving, takesFocus, onVerified }: PasskeyContinueProps) {
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const verify = async () => {
    setPending(true);
    setProblem('');
    try {
      const optionsJSON = await fetchPasskeyStepUpOptions();
      onVerified(await verifyWithPasskey(await startAuthentication({ optionsJSON })));
    } catch (error) {
      setProblem(passkeyError(error));
    } finally {
      setPending(false);
    }
  };
  return (
    <>
      <FormError>{problem}</FormError>
      <Button
        variant="primary"
        className="w-full"
        autoFocus={takesFocus}
        icon={<KeyRound aria-hidden className="size-4" />}
        pending={pending || leaving || !ready}
        onClick={verify}
      >
        Continue
      </Button>
      <span role="status" className="sr-only">
        {pending ? 'Follow the prompt of your browser.' : ''}
      </span>
    </>
  );
}
