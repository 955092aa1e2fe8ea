'use client';

import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useState } from 'react';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { onStepUpRequired } from './step-up-required';

const GateOverPage = lazyPart(() => import('./gate-over-page').then((file) => file.GateOverPage));

type StepUpOnDemandProps = { email: string; reason: string; children: ReactNode };

/**
 * Wraps a page that can be read without a fresh check but some of whose changes need one. The gate opens when such a change is
 * refused, and can be closed again.
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
