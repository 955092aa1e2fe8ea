'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { shellKeys } from './shell-queries';

/**
 * Loads the page anew once somebody else is signed in: it shows the person who left, and what is done in it is the other's.
 * @param drawnFor whose page it is.
 * @param answeredTo whose navigation the server gave last; an older server, which may answer while versions change, does not say.
 */
export function useSamePerson(drawnFor: string, answeredTo: string | undefined) {
  const client = useQueryClient();
  useEffect(() => {
    if (answeredTo && answeredTo !== drawnFor) window.location.reload();
  }, [answeredTo, drawnFor]);
  // Each page that is drawn tells the other tabs whose it is. They ask the server rather than believe it.
  useEffect(() => {
    const tabs = new BroadcastChannel('postern-person');
    tabs.onmessage = ({ data }: MessageEvent<string>) => {
      if (data !== drawnFor) void client.invalidateQueries({ queryKey: shellKeys.feeds });
    };
    tabs.postMessage(drawnFor);
    return () => tabs.close();
  }, [drawnFor, client]);
}
