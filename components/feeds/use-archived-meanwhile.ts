'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { shellKeys } from '@/components/shell/shell-queries';

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
