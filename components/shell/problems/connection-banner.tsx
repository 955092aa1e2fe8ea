'use client';

import { CloudOff, WifiOff } from 'lucide-react';
import { useOffline } from 'next/offline';
import { useEffect, useRef, useState } from 'react';
import { Button } from '@/components/ui/button';
import { passFocusOnRemoval } from '@/components/ui/page/page-heading';
import { type Connection, useConnection } from '@/components/ui/requests/connection';
import { useAskAgain } from '../use-ask-again';

const texts: Record<Exclude<Connection, 'answering'>, string> = {
  offline:
    'You are offline. What you see may be out of date, and nothing can be changed until you are connected again.',
  silent: 'Postern does not answer. What you see may be out of date.',
};

/** Says that the page is cut off from its server while that lasts. Afterwards everything is fetched again. */
export function ConnectionBanner() {
  const known = useConnection();
  // This is also true while a change of page waits for the connection.
  const isWaiting = useOffline();
  const connection = known === 'answering' && isWaiting ? 'silent' : known;
  const [pending, setPending] = useState(false);
  const askAgain = useAskAgain();
  const ask = async () => {
    setPending(true);
    await askAgain();
    setPending(false);
  };
  const wasCutOff = useRef(false);
  useEffect(() => {
    const back = () => void askAgain();
    window.addEventListener('online', back);
    return () => window.removeEventListener('online', back);
  }, [askAgain]);
  useEffect(() => {
    if (wasCutOff.current && !isWaiting && known !== 'answering') void askAgain();
    wasCutOff.current = isWaiting;
  }, [isWaiting, known, askAgain]);
  return (
    // Placed beside the navigation, away from the toasts.
    <div
      role="status"
      className="pointer-events-none fixed inset-x-4 top-15 z-30 flex justify-center md:top-auto md:right-auto md:bottom-4 md:left-18 lg:left-64"
    >
      {connection !== 'answering' && (
        <div
          ref={passFocusOnRemoval}
          className="float pointer-events-auto flex items-center gap-3 rounded-lg py-2 pr-2 pl-3.5 text-sm md:max-w-[calc(100vw-28rem)] lg:max-w-[min(35rem,calc(100vw-40rem))]"
        >
          {connection === 'offline' ? (
            <WifiOff aria-hidden className="size-4 shrink-0 text-warning-text" />
          ) : (
            <CloudOff aria-hidden className="size-4 shrink-0 text-warning-text" />
          )}
          <p className="min-w-0 flex-1">{texts[connection]}</p>
          <Button size="sm" onClick={ask} pending={pending}>
            Try again
          </Button>
        </div>
      )}
    </div>
  );
}
