'use client';

import { type ReactNode, useEffect, useState } from 'react';
import { Button } from '@/components/ui/button';
import { lazyPart, type PartFailure } from '@/components/ui/loading/lazy-part';
import { chunkTexts, useChunkAnswer } from '@/components/ui/loading/use-chunk-answer';
import { useReturns } from '@/components/ui/requests/connection';
import type { GateCardProps } from './gate-card';
import { GateFrame, REASON } from './gate-frame';

// Ahead of being asked for, since the server may be away when the time is over; apart, since an open page needs none of it.
export const GateCard = lazyPart(() => import('./gate-card').then((file) => file.GateCard), {
  ahead: true,
  Waiting: GateWaiting,
  Failed: GateFailed,
});

/** The look of the check until its code is there. */
function GateWaiting({ children, ...props }: GateCardProps & { children?: ReactNode }) {
  const { email, reason = REASON, Title } = props;
  return (
    <GateFrame Title={Title} title="Verify your identity" email={email} text={reason}>
      {children ?? (
        <div className="flex flex-col gap-3">
          <Button variant="primary" className="w-full" pending>
            Continue
          </Button>
          {/* The room of what comes below, so that nothing moves. */}
          <div aria-hidden className="invisible flex h-9 pointer-coarse:h-10" />
          <p aria-hidden className="invisible text-sm">
            …
          </p>
        </div>
      )}
    </GateFrame>
  );
}

/** Says that the code of the check did not arrive. It is fetched again by a press, and once Postern answers again. */
function GateFailed({ error, again, ...props }: GateCardProps & PartFailure) {
  const answer = useChunkAnswer(error);
  const returns = useReturns();
  const [returnsBefore] = useState(returns);
  useEffect(() => {
    if (returns !== returnsBefore) again();
  }, [returns, returnsBefore, again]);
  if (answer === 'pending' || answer === 'reloading') return <GateWaiting {...props} />;
  return (
    <GateWaiting {...props}>
      <p role="alert" className="text-danger-text">
        {answer === 'other' ? 'The check could not be shown.' : chunkTexts[answer].text}
      </p>
      <div className="mt-4 flex gap-2">
        <Button variant="primary" className="flex-1" onClick={again}>
          Try again
        </Button>
        {answer !== 'unreachable' && <Button onClick={() => window.location.reload()}>Reload</Button>}
      </div>
    </GateWaiting>
  );
}
