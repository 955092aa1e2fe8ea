'use client';

import { LockKeyhole, LockKeyholeOpen } from 'lucide-react';
import { useDeed } from '@/components/shell/use-deed';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import { isOutcomeUnknown } from '@/components/ui/requests/fetch-json';
import type { StepUpGiven } from '@/lib/step-up/dto';
import { noteLocked, noteLockInDoubt, useStepUpEnd } from './clock/step-up-clock';
import { useRemaining } from './clock/use-remaining';
import { lockNow } from './step-up-queries';

/** How long the module stays open, and Lock now. */
export function StepUpCountdown({ given }: { given: StepUpGiven }) {
  const remaining = useRemaining(useStepUpEnd(given));
  const { pending, run } = useDeed(toast.error);
  const lock = () =>
    run(async () => {
      try {
        await lockNow();
      } catch (error) {
        if (isOutcomeUnknown(error)) noteLockInDoubt(given.endsAt);
        throw error;
      }
      noteLocked(given.endsAt);
    });
  const open = remaining !== 0;
  const Icon = open ? LockKeyholeOpen : LockKeyhole;
  return (
    <div className="flex items-center gap-3 max-sm:w-full max-sm:justify-between">
      <p className="flex items-center gap-1.5 text-sm text-text-muted">
        <Icon aria-hidden className={open ? 'size-4 text-success-text' : 'size-4'} />
        {open ? 'Verified' : 'Locked'}
        {open && (
          // The width of five digits from the start: nothing moves while it counts.
          <span role="timer" className="inline-block min-w-18 tabular-nums">
            {remaining !== null && `· ${clock(remaining)} left`}
          </span>
        )}
      </p>
      <Button size="sm" pending={pending} disabled={!open} onClick={lock}>
        Lock now
      </Button>
      <span aria-live="polite" className="sr-only">
        {remaining !== null && remaining > 0 && remaining <= 60_000
          ? 'Your verification ends in less than one minute.'
          : ''}
      </span>
    </div>
  );
}

function clock(remainingMs: number): string {
  const seconds = Math.ceil(remainingMs / 1000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}
