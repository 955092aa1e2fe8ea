'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { shellKeys } from '@/components/shell/shell-queries';
import { channelKeys } from './channel-queries';

/**
 * A change to a channel or its members; afterwards the navigation, the lists and the page the server drew are
 * fetched anew. `error` says what went wrong in words for the person.
 */
export function useChannelChange<Input, Output>(
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
        client.invalidateQueries({ queryKey: channelKeys.all }),
        client.invalidateQueries({ queryKey: shellKeys.feeds }),
      ]);
    },
  });
}
