'use client';

import { CircleSlash, WifiOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import type { StreamStatus } from './stored/feed-stream';

/** A shorter loss of the connection is not mentioned. */
const PATIENCE_MS = 2_500;

/** Says when the screen may not show the newest messages. */
export function ConnectionNotice({ status }: { status: StreamStatus }) {
  const [late, setLate] = useState(false);
  useEffect(() => {
    setLate(false);
    if (status !== 'connecting') return;
    const timer = setTimeout(() => setLate(true), PATIENCE_MS);
    return () => clearTimeout(timer);
  }, [status]);
  const shown = status === 'ended' || (status === 'connecting' && late);
  return (
    <div role="status" className="pointer-events-none absolute inset-x-0 top-2 z-20 flex justify-center px-4">
      {shown && (
        <p className="float inline-flex items-center gap-2 rounded-full px-3 py-1 text-text-muted text-xs">
          {status === 'ended' ? (
            <>
              <CircleSlash aria-hidden className="size-3.5" />
              You are no longer a member here. It may have been deleted.
            </>
          ) : (
            <>
              <WifiOff aria-hidden className="size-3.5" />
              Connecting again. New messages will appear by themselves.
            </>
          )}
        </p>
      )}
    </div>
  );
}
