'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { shellKeys } from '@/components/shell/shell-queries';
import { botKeys } from './bot-queries';

/** A change to a bot or a subscription; afterwards the navigation, the list and the page are fetched anew. */
export function useBotChange<Input, Output>(
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
        client.invalidateQueries({ queryKey: botKeys.all }),
        client.invalidateQueries({ queryKey: shellKeys.feeds }),
      ]);
    },
  });
}
