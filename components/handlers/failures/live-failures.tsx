'use client';

import { useRouter } from 'next/navigation';
import { startTransition, useEffect, useLayoutEffect, useRef } from 'react';
import { subscribe } from '@/components/live/live-topics';
import type { HandlerFailures } from '@/lib/handlers/failures/dto';
import { FailuresNotice } from './failures-notice';

type LiveFailuresProps = {
  /** The feed of the bot or extension. */
  feedId: number;
  failures: readonly HandlerFailures[];
  /** Leads to the line in the editor; undefined while the editor has other code than the code that failed. */
  onGoToLine: ((line: number) => void) | undefined;
};

/** The failures of a handler; a new one appears while somebody looks at the page. */
export function LiveFailures({ feedId, failures, onGoToLine }: LiveFailuresProps) {
  const router = useRouter();
  const known = useRef(0);
  useLayoutEffect(() => {
    known.current = failures.reduce((sum, { count }) => sum + count, 0);
  });
  useEffect(() => {
    const refresh = () => startTransition(() => router.refresh());
    const unsubscribe = subscribe({
      topic: `handler/${feedId}`,
      // After a reconnect the stream tells of failures that happened meanwhile.
      after: () => known.current,
      onEvent({ name, data }) {
        if (name === 'failures') refresh();
        if (name === 'end' && data === 'membership') unsubscribe();
      },
      onOpen: () => {},
      onLost: () => {},
      onPoll: refresh,
    });
    return unsubscribe;
  }, [feedId, router]);
  return failures.map((of) => (
    <FailuresNotice
      key={of.environment}
      failures={of}
      onGoToLine={of.environment === 'marketplace' ? undefined : onGoToLine}
    />
  ));
}
