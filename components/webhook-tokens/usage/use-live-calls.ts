'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { subscribe } from '@/components/live/live-topics';
import { onStepUpNoted } from '@/components/step-up/clock/step-up-clock';
import { tokenKeys } from '../token-queries';
import { refreshInTurn } from './refresh-in-turn';

/** How soon what ended with the step-up is asked for again, where nothing was heard of a new one. */
const RETRY_MS = 15_000;

/**
 * Refreshes everything about a token when it is called, and says whether the page is connected for it. What ends with the
 * step-up is asked for anew until Continue has been pressed. `isGone`: the person has no such token any more.
 */
export function useLiveCalls(tokenId: string): { live: boolean; isGone: boolean } {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  const [isGone, setIsGone] = useState(false);
  useEffect(() => {
    let unsubscribe = () => {};
    let retry: ReturnType<typeof setTimeout> | undefined;
    // An open call stays as it is: what comes in changes none before it.
    const refresh = refreshInTurn(client, {
      queryKey: tokenKeys.usage(tokenId),
      predicate: ({ queryKey }) => queryKey[tokenKeys.usage(tokenId).length] !== 'call',
    });
    const lost = () => setConnected(false);
    const begin = () => {
      clearTimeout(retry);
      unsubscribe();
      unsubscribe = subscribe({
        topic: `token/${tokenId}`,
        after: () => 0,
        onEvent({ name, data }) {
          if (name === 'calls') void refresh();
          if (name !== 'end') return;
          lost();
          // The next stream is that of the session by then.
          if (data === 'session') return;
          unsubscribe();
          if (data === 'step_up') retry = setTimeout(begin, RETRY_MS);
          if (data === 'membership') setIsGone(true);
        },
        onOpen() {
          setConnected(true);
          // What came before the connection, or while it was away, was not announced.
          void refresh();
        },
        onLost: lost,
        onPoll: () => void refresh(),
      });
    };
    begin();
    const forget = onStepUpNoted(begin);
    return () => {
      forget();
      clearTimeout(retry);
      unsubscribe();
    };
  }, [tokenId, client]);
  return { live: connected, isGone };
}
