'use client';

import { type QueryKey, type UseMutationOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { useTransition } from 'react';
import { isOutcomeUnknown, isOutOfDate } from '@/components/ui/requests/fetch-json';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import { shellKeys } from './shell-queries';
import { useAskAgain } from './use-ask-again';

/**
 * A change to what pages show; afterwards the navigation, the queries below `queryKey` and the page are fetched anew.
 * `onDone` is told what the server answered, what was asked, and whether it is still drawn where it was asked: if not, the late answer
 * closes nothing and leads nowhere. A change whose answer was lost fails only after the page has been fetched again. `isRedrawing`: the page is on its way. `among` tells it from other changes.
 */
export function useChange<Input, Output>(
  queryKey: QueryKey | null,
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output, input: Input, isHere: boolean) => void,
  among: Pick<UseMutationOptions, 'mutationKey' | 'scope'> = {},
) {
  const client = useQueryClient();
  const router = useRouter();
  const askAgain = useAskAgain();
  const [isRedrawing, start] = useTransition();
  const isHere = useIsHere();
  const mutation = useMutation({
    ...among,
    mutationFn: change,
    onSuccess: async (output, input) => {
      onDone?.(output, input, isHere());
      start(() => router.refresh());
      if (!queryKey) return;
      await Promise.all([
        client.invalidateQueries({ queryKey }),
        client.invalidateQueries({ queryKey: shellKeys.feeds }),
      ]);
    },
    onError: async (error) => {
      if (isOutcomeUnknown(error)) await askAgain();
      else if (isOutOfDate(error)) start(() => router.refresh());
    },
  });
  return { ...mutation, isRedrawing };
}
