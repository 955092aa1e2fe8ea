'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { TRUTH_WITHIN_MS } from '@/components/ui/requests/unanswered';
import { fetchShellFeeds, shellKeys } from './shell-queries';

/**
 * Fetches everything that the page shows again. Resolves, once the page is current, to whether the server answered. A
 * silent server is not asked for the page, since the page would be lost with the failure.
 */
export function useAskAgain(): () => Promise<boolean> {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    // A request that is on its way may wait for an answer that never comes.
    await client.cancelQueries({ queryKey: shellKeys.feeds });
    try {
      await client.fetchQuery({
        queryKey: shellKeys.feeds,
        queryFn: () => fetchShellFeeds(TRUTH_WITHIN_MS),
        staleTime: 0,
        retry: false,
      });
    } catch {
      return false;
    }
    router.refresh();
    await client.refetchQueries({ type: 'active' });
    return true;
  }, [client, router]);
}
