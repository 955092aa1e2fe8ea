'use client';

import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useCallback } from 'react';
import { TRUTH_WITHIN_MS } from '@/components/ui/requests/unanswered';
import { fetchShellFeeds, shellKeys } from './shell-queries';

/**
 * Asks for everything that the page shows. Resolves to whether the server answered, when what is shown is true again; a
 * server that is silent is not asked for the page, which would go with it.
 */
export function useAskAgain(): () => Promise<boolean> {
  const client = useQueryClient();
  const router = useRouter();
  return useCallback(async () => {
    // One that is on its way may be waiting for an answer that never comes.
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
