'use client';

import dynamic from 'next/dynamic';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';

// Apart, so that the open page, which shares this one's address, does not load it.
const GateCard = dynamic(() => import('./gate-card').then((file) => file.GateCard));

type StepUpGateProps = {
  email: string;
  /** Why it is asked, in one sentence; Webhook Tokens' own by default. */
  reason?: string;
  /** Called after the check; without it the page is drawn again. */
  onVerified?: () => void;
};

/** Stands in the place of a page of the module until its person has verified. */
export function StepUpGate({ email, reason, onVerified }: StepUpGateProps) {
  const router = useRouter();
  const [leaving, startLeaving] = useTransition();
  const verified = () => {
    if (onVerified) onVerified();
    // The pending look stays until the page behind is there.
    else startLeaving(() => router.refresh());
  };
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
