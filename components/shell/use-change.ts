'use client';

import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { shellKeys } from './shell-queries';

/**
 * A change to something the navigation and lists show; afterwards the navigation, the queries below `queryKey` and
 * the page the server drew are fetched anew. `error` says what went wrong in words for the person.
 */
export function useChange<Input, Output>(
  queryKey: QueryKey,
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const client = useQueryClient();
  const router = useRouter();
  return useMutation({
    mutationFn: change,
    onSuccess: async (output) => {
      onDone?.(output);
      router.refresh();
      await Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: shellKeys.feeds }),
      ]);
    },
  });
}
