'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { onStepUpRequired } from './step-up-required';

const GateOverPage = lazyPart(() => import('./gate-over-page').then((file) => file.GateOverPage));

type StepUpOnDemandProps = { email: string; reason: string; children: ReactNode };

/**
 * Wraps a page that is open to be read but some of whose changes need a fresh check: the gate comes when one is refused, and
 * goes without harm.
 */
export function StepUpOnDemand({ email, reason, children }: StepUpOnDemandProps) {
  const [asked, setAsked] = useState(false);
  const router = useRouter();
  useEffect(() => onStepUpRequired(() => setAsked(true)), []);
  const verified = () => {
    setAsked(false);
    router.refresh();
  };
  return (
    <>
      {children}
      {asked && (
        <GateOverPage email={email} reason={reason} onVerified={verified} onCancel={() => setAsked(false)} />
      )}
    </>
  );
}
