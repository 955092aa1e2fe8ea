'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { tokenEventsUrl, tokenKeys } from './token-queries';

/** How soon a stream that was refused is asked for again. */
const RETRY_MS = 3_000;

/**
 * Refreshes everything about a token when it is called, and says whether the page is connected for it.
 * EventSource comes back by itself after a lost connection, but a refusal closes it for good: the stream ends with
 * the step-up, so it is opened anew until Continue has been pressed.
 */
export function useLiveCalls(tokenId: string): boolean {
  const client = useQueryClient();
  const [connected, setConnected] = useState(false);
  useEffect(() => {
    let source: EventSource | undefined;
    let retry: ReturnType<typeof setTimeout> | undefined;
    let missed = false;
    const refresh = () => void client.invalidateQueries({ queryKey: tokenKeys.usage(tokenId) });
    const open = () => {
      const opened = new EventSource(tokenEventsUrl(tokenId));
      source = opened;
      opened.addEventListener('calls', refresh);
      opened.addEventListener('open', () => {
        setConnected(true);
        // What came while the connection was away was not announced.
        if (missed) refresh();
      });
      opened.addEventListener('error', () => {
        missed = true;
        setConnected(false);
        if (opened.readyState === EventSource.CLOSED) retry = setTimeout(open, RETRY_MS);
      });
    };
    open();
    return () => {
      clearTimeout(retry);
      source?.close();
    };
  }, [tokenId, client]);
  return connected;
}
