'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback, useEffect } from 'react';
import { shellKeys } from '@/components/shell/shell-queries';
import type { StreamStatus } from './feed-stream';

/** What was archived may have been revived while there was no connection: a stream tells of archived feeds only. */
export function useRevivedMeanwhile(isShownArchived: boolean, status: StreamStatus): void {
  const router = useRouter();
  useEffect(() => {
    if (isShownArchived && status === 'live') router.refresh();
  }, [isShownArchived, status, router]);
}

/** For news of whether a feed is archived: what the page, the navigation and lists say of it is fetched anew when that is something else. */
export function useArchivedMeanwhile(isShownArchived: boolean): (archived: boolean) => void {
  const router = useRouter();
  const client = useQueryClient();
  return useCallback(
    (archived) => {
      if (archived === isShownArchived) return;
      router.refresh();
      void client.invalidateQueries({ queryKey: shellKeys.feeds });
    },
    [isShownArchived, router, client],
  );
}
