'use client';

import { useQueryClient } from '@tanstack/react-query';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { GateCard } from './gate-card';
import { useStepUpEnd } from './step-up-clock';
import { onStepUpRequired } from './step-up-required';
import { useRemaining } from './use-remaining';

type StepUpCoverProps = { endsAt: string; email: string; children: ReactNode };

/**
 * Wraps the module's pages. When the step-up is over, or a call is refused because of it, the gate comes over the
 * page and over whatever dialog is open in it; both stay as they are and go on after Continue.
 */
export function StepUpCover({ endsAt, email, children }: StepUpCoverProps) {
  const endMs = useStepUpEnd(endsAt);
  const remaining = useRemaining(endMs);
  const [refusedFor, setRefusedFor] = useState<number>();
  const queries = useQueryClient();
  const router = useRouter();

  useEffect(() => onStepUpRequired(() => setRefusedFor(endMs)), [endMs]);
  // A refusal counts until a new step-up moves the end.
  const closed = remaining === 0 || refusedFor === endMs;

  const wasClosed = useRef(false);
  const focused = useRef<Element | null>(null);
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
      <Dialog.Root open={closed}>
        <Dialog.Portal>
          <Dialog.Overlay className="scrim motion-fade fixed inset-0 z-60 backdrop-blur-xs" />
          <div className="pointer-events-none fixed inset-0 z-60 flex items-start justify-center overflow-y-auto p-4 sm:pt-[10vh]">
            <Dialog.Content
              aria-describedby={undefined}
              onOpenAutoFocus={() => {
                focused.current = document.activeElement;
              }}
              onCloseAutoFocus={(event) => {
                event.preventDefault();
                if (focused.current instanceof HTMLElement) focused.current.focus();
              }}
              onEscapeKeyDown={(event) => event.preventDefault()}
              onInteractOutside={(event) => event.preventDefault()}
              className="float motion-pop pointer-events-auto w-full max-w-105 rounded-lg outline-none"
            >
              <GateCard email={email} onVerified={() => setRefusedFor(undefined)} Title={Dialog.Title} />
              <p className="border-t px-5 py-3 text-center text-sm text-text-muted sm:px-8">
                What you typed is kept.{' '}
                <Link href="/bots-and-tools" className="text-accent-text underline-offset-2 hover:underline">
                  Leave this page
                </Link>
              </p>
            </Dialog.Content>
          </div>
        </Dialog.Portal>
      </Dialog.Root>
    </>
  );
}
