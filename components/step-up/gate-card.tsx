'use client';

import { useQuery } from '@tanstack/react-query';
import { type ElementType, useEffect, useEffectEvent, useState } from 'react';
import { ErrorState } from '@/components/ui/page/error-state';
import type { StepUpFacts, StepUpGiven } from '@/lib/step-up/dto';
import { noteStepUp } from './clock/step-up-clock';
import { GateFrame, REASON } from './gate-frame';
import { GateSetUp } from './gate-set-up';
import { GateVerify } from './gate-verify';
import { fetchStepUpFacts, stepUpKeys } from './step-up-queries';

export type GateCardProps = {
  email: string;
  reason?: string;
  onVerified: () => void;
  /** The page behind is being fetched. */
  leaving?: boolean;
  /** Puts the focus on Continue; a dialog does that by itself. */
  takesFocus?: boolean;
  /** What draws the heading: h1 on a page, the dialog's title in a dialog. */
  Title: ElementType;
};

/** The check itself: verify with a method one has, or set up the first one. */
export function GateCard({
  email,
  reason = REASON,
  onVerified,
  leaving = false,
  takesFocus = false,
  Title,
}: GateCardProps) {
  const facts = useQuery({
    queryKey: stepUpKeys.facts(),
    queryFn: fetchStepUpFacts,
    gcTime: 0,
    staleTime: 0,
  });
  // A set-up that was begun is finished, although the person has a method by then.
  const [settingUp, setSettingUp] = useState(false);

  const done = (given: StepUpGiven) => {
    noteStepUp(given);
    onVerified();
  };
  const openElsewhere = useEffectEvent((endsAt: string, remainingMs: number) => {
    if (!settingUp) done({ endsAt, remainingMs });
  });
  const { endsAt, remainingMs } = facts.data ?? {};
  useEffect(() => {
    // Another tab passed the gate meanwhile, or this browser's clock is wrong.
    if (endsAt && remainingMs) openElsewhere(endsAt, remainingMs);
  }, [endsAt, remainingMs]);

  if (facts.isError && !facts.data) {
    return (
      <ErrorState
        title="The check could not be started"
        message={facts.error.message}
        onRetry={() => void facts.refetch()}
        pending={facts.isFetching}
      />
    );
  }
  if (settingUp || (facts.data && !hasMethod(facts.data))) {
    return (
      <GateSetUp
        email={email}
        reason={reason}
        Title={Title}
        windowOpen={facts.data?.firstEnrolmentOpen ?? true}
        signIn={facts.data?.signIn ?? { hasPassword: false, oidcName: null }}
        leaving={leaving}
        takesFocus={takesFocus}
        onEnrolled={() => setSettingUp(true)}
        onDone={done}
      />
    );
  }
  return (
    <GateFrame Title={Title} title="Verify your identity" email={email} text={reason}>
      <GateVerify
        methods={facts.data?.methods}
        leaving={leaving || Boolean(endsAt)}
        takesFocus={takesFocus}
        onVerified={done}
      />
    </GateFrame>
  );
}

function hasMethod({ methods }: StepUpFacts): boolean {
  return methods.passkeys > 0 || methods.authenticatorApp || methods.recoveryCodes > 0;
}
