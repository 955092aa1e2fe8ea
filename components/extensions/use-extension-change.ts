'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from 'next/navigation';
import { extensionKeys } from './extension-queries';

/** A change to an extension; afterwards the list and the page the server drew are fetched anew. */
export function useExtensionChange<Input, Output>(
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
      await client.invalidateQueries({ queryKey: extensionKeys.all });
    },
  });
}
