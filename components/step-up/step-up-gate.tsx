'use client';

import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { GateCard } from './lazy-gate-card';

type StepUpGateProps = {
  email: string;
  /** Why it is asked, in one sentence; Webhook Tokens' own by default. */
  reason?: string;
};

/** Stands in the place of a page of the module until its person has verified. */
export function StepUpGate({ email, reason }: StepUpGateProps) {
  const router = useRouter();
  const [leaving, startLeaving] = useTransition();
  // The pending look stays until the page behind is there.
  const verified = () => startLeaving(() => router.refresh());
  return (
    <div className="flex justify-center px-4 py-8 sm:py-[10vh]">
      <section className="w-full max-w-105 rounded-lg border bg-surface-raised">
        <GateCard
          email={email}
          reason={reason}
          onVerified={verified}
          leaving={leaving}
          takesFocus
          Title="h1"
        />
      </section>
    </div>
  );
}
