'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { useStepUpEnd } from './step-up-clock';
import { onStepUpRequired } from './step-up-required';
import { useRemaining } from './use-remaining';

// Loaded when the time is over: until then the page needs none of it.
const GateOverPage = lazyPart(() => import('./gate-over-page').then((file) => file.GateOverPage));

type StepUpCoverProps = { given: StepUpGiven; email: string; children: ReactNode };

/**
 * Wraps the module's pages. When the step-up is over, or a call is refused because of it, the gate comes over the
 * page and over whatever dialog is open in it; both stay as they are and go on after Continue.
 */
export function StepUpCover({ given, email, children }: StepUpCoverProps) {
  const endMs = useStepUpEnd(given);
  const remaining = useRemaining(endMs);
  const [refusedFor, setRefusedFor] = useState<number | null>();
  const queries = useQueryClient();
  const router = useRouter();

  useEffect(() => onStepUpRequired(() => setRefusedFor(endMs)), [endMs]);
  // A refusal counts until a new step-up moves the end.
  const closed = remaining === 0 || refusedFor === endMs;

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
      {children}
      {closed && <GateOverPage email={email} onVerified={() => setRefusedFor(undefined)} />}
    </>
  );
}
