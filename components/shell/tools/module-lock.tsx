'use client';

import { Lock, LockOpen } from 'lucide-react';
import { useSyncExternalStore } from 'react';
import { steadyNowMs } from '@/components/step-up/clock/steady-now';
import { endOf, onStepUpNoted } from '@/components/step-up/clock/step-up-clock';
import { Counted } from '@/components/ui/text/counted';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { useShell } from '../shell-context';

const TICK_MS = 5_000;
function everyTick(tick: () => void) {
  const timer = setInterval(tick, TICK_MS);
  const forget = onStepUpNoted(tick);
  return () => {
    clearInterval(timer);
    forget();
  };
}

/** Closed, or open with the minutes left; `stripped`: where the window is narrow, without them. */
export function ModuleLock({ stripped }: { stripped?: boolean }) {
  const { stepUp } = useShell();
  const minutes = useSyncExternalStore(
    everyTick,
    () => minutesLeft(stepUp),
    () => 0,
  );
  if (minutes <= 0) {
    return (
      <span className="inline-flex text-text-muted">
        <Lock aria-hidden className="size-3.5" />
        <span className="sr-only">(locked)</span>
      </span>
    );
  }
  return (
    <span className="inline-flex items-center gap-1 font-normal text-success-text text-xs tabular-nums">
      <LockOpen aria-hidden className="size-3.5" />
      <span aria-hidden className={stripped ? 'max-xl:hidden' : undefined}>
        {minutes} min
      </span>
      <span className="sr-only">
        (open, <Counted count={minutes} one="minute" /> left)
      </span>
    </span>
  );
}

function minutesLeft(stepUp: StepUpGiven | null): number {
  const endMs = endOf(stepUp);
  return endMs === null ? 0 : Math.ceil((endMs - steadyNowMs()) / 60_000);
}
