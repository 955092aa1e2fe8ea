'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { noteOver, useLockedHere, useStepUpEnd } from './clock/step-up-clock';
import { useRemaining } from './clock/use-remaining';
import { GateOverPage } from './gate-over-page';
import { StepUpGate } from './step-up-gate';
import { onStepUpRequired } from './step-up-required';

type StepUpCoverProps = {
  /** Null: the gate is closed, and the server draws no page. */
  given: StepUpGiven | null;
  email: string;
  /** Why it is asked, in one sentence; Webhook Tokens' own by default. */
  reason?: string;
  children: ReactNode;
};

/**
 * Wraps the module's pages. When the step-up is over, or a call is refused because of it, the gate comes over the
 * page and over whatever dialog is open in it; both stay as they are and go on after Continue. The gate stands in
 * the place of a page that was not open before, or that was locked here.
 */
export function StepUpCover({ given, email, reason, children }: StepUpCoverProps) {
  const isLockedHere = useLockedHere();
  // A refresh after the end brings no page; what was typed into the one that is here would be lost with it.
  const page = useRef<ReactNode>(null);
  if (isLockedHere) page.current = null;
  else if (given) page.current = children;
  const endMs = useStepUpEnd(given);
  const remaining = useRemaining(endMs);
  const [refusedFor, setRefusedFor] = useState<number | null>();
  const queries = useQueryClient();
  const router = useRouter();

  useEffect(() => onStepUpRequired(() => setRefusedFor(endMs)), [endMs]);
  const refuse = useEffectEvent(() => setRefusedFor(endMs));
  useEffect(() => {
    if (given) return;
    noteOver();
    refuse();
  }, [given]);
  // A refusal counts until a new step-up moves the end.
  const closed = page.current !== null && (remaining === 0 || refusedFor === endMs);

  const wasClosed = useRef(false);
  useEffect(() => {
    // Opened here or by another tab: what was refused meanwhile is asked for again.
    if (wasClosed.current && !closed) {
      void queries.invalidateQueries();
      router.refresh();
    }
    wasClosed.current = closed;
  }, [closed, queries, router]);
  return (
    <>
      {page.current ?? <StepUpGate email={email} reason={reason} />}
      {closed && <GateOverPage email={email} reason={reason} onVerified={() => setRefusedFor(undefined)} />}
    </>
  );
}
