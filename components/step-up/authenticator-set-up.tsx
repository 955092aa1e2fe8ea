'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useEffectEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Skeleton } from '@/components/ui/page/skeleton';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import { CopyButton } from '@/components/ui/text/copy-button';
import type { TotpOffer } from '@/lib/second-factors/dto';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { confirmTotp, offerTotp } from './step-up-queries';

type AuthenticatorSetUpProps = {
  /** `given` when this was the first method and opened the gate. */
  onConfirmed: (given: StepUpGiven | null) => void | Promise<void>;
  /** No secret was offered, or the time for a first method is over; the words stand under the code field anyway. */
  onRefused?: (error: unknown) => void;
  onBack?: () => void;
};

/** A secret to scan or type into an authenticator app, and the code that proves it arrived there. */
export function AuthenticatorSetUp({ onConfirmed, onRefused, onBack }: AuthenticatorSetUpProps) {
  // Fetched once per opening, whatever is invalidated: every fetch makes a new secret.
  const offer = useQuery({
    queryKey: ['totp-offer'],
    queryFn: offerTotp,
    staleTime: 'static',
    gcTime: 0,
    retry: false,
  });
  const refused = useEffectEvent((error: unknown) => onRefused?.(error));
  useEffect(() => {
    if (offer.error) {
      refused(offer.error);
    }
  }, [offer.error]);

  const [code, setCode] = useState('');
  const [pending, setPending] = useState(false);
  const [problem, setProblem] = useState('');
  const confirm = async (event: FormEvent) => {
    event.preventDefault();
    setPending(true);
    setProblem('');
    try {
      await onConfirmed((await confirmTotp(code)).stepUp);
    } catch (error) {
      if (error instanceof RequestFailed && error.code === 'enrolment_window_closed') onRefused?.(error);
      setProblem((error as Error).message);
    } finally {
      setPending(false);
    }
  };
  return (
    <form onSubmit={confirm} className="flex flex-col gap-4">
      <Secret offer={offer.data} />
      <Field label="Code" hint="The six digits your app shows now." error={problem || offer.error?.message}>
        <Input
          value={code}
          onChange={(event) => setCode(event.target.value)}
          required
          autoComplete="one-time-code"
          inputMode="numeric"
          maxLength={7}
          placeholder="000000"
          className="font-mono tracking-wider"
        />
      </Field>
      <div className="flex gap-2">
        {onBack && <Button onClick={onBack}>Back</Button>}
        <Button type="submit" variant="primary" className="flex-1" pending={pending}>
          Confirm
        </Button>
      </div>
    </form>
  );
}

function Secret({ offer }: { offer: TotpOffer | undefined }) {
  return (
    <div className="flex flex-col items-center gap-4 sm:flex-row sm:items-start">
      {offer ? (
        // Dark on white in both themes: cameras read nothing else.
        <svg
          role="img"
          aria-label="QR code for your authenticator app"
          viewBox={`-2 -2 ${offer.qr.size + 4} ${offer.qr.size + 4}`}
          className="size-40 shrink-0 rounded border bg-[#fff]"
          shapeRendering="crispEdges"
        >
          <path d={offer.qr.path} fill="#000" />
        </svg>
      ) : (
        <Skeleton className="size-40 shrink-0" />
      )}
      <div className="min-w-0 text-sm">
        <p className="text-text-muted">Scan this with your authenticator app, or type the key:</p>
        <p className="wrap-anywhere mt-2 font-mono">{offer ? grouped(offer.secret) : ' '}</p>
        {offer && <CopyButton value={offer.secret} label="Copy key" text="Copy key" className="mt-2" />}
      </div>
    </div>
  );
}

function grouped(secret: string): string {
  return secret.match(/.{1,4}/g)?.join(' ') ?? secret;
}
