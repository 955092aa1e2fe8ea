'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect } from 'react';
import { channelKeys } from '@/components/channels/channel-queries';
import { shellKeys } from '@/components/shell/shell-queries';
import type { StreamStatus } from './feed-stream';

/** Asks again after a reconnect whether an archived feed was revived, since a stream tells only of archived feeds. */
export function useRevivedMeanwhile(isShownArchived: boolean, status: StreamStatus): void {
  const router = useRouter();
  useEffect(() => {
    if (isShownArchived && status === 'live') router.refresh();
  }, [isShownArchived, status, router]);
}

/** Returns a listener for news of archiving. News that differ from the page refetch the page, the navigation and the lists. */
export function useArchivedMeanwhile(isShownArchived: boolean): (archived: boolean) => void {
  const router = useRouter();
  const client = useQueryClient();
  return useCallback(
    (archived) => {
      if (archived === isShownArchived) return;
      router.refresh();
      void client.invalidateQueries({ queryKey: shellKeys.feeds });
      void client.invalidateQueries({ queryKey: channelKeys.all });
    },
    [isShownArchived, router, client],
  );
}
