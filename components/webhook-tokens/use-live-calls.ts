'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { tokenEventsUrl, tokenKeys } from './token-queries';

/**
 * Refreshes everything about a token when it is called, and says whether the page is connected for it.
 * EventSource comes back by itself after a lost connection; the stream's end with the step-up is a refusal,
 * which closes it for good until the page is opened again.
 */
export function useLiveCalls(tokenId: string): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    const source = new EventSource(tokenEventsUrl(tokenId));
    const refresh = () => void client.invalidateQueries({ queryKey: tokenKeys.usage(tokenId) });
    let missed = false;
    source.addEventListener('calls', refresh);
    source.addEventListener('open', () => {
      setConnected(true);
      // What came while the connection was away was not announced.
      if (missed) refresh();
    });
    source.addEventListener('error', () => {
      missed = true;
      setConnected(false);
    });
    return () => source.close();
  }, [tokenId, client]);
  return connected;
}
