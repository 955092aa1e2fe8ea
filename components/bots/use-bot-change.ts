'use client';

import { useChange } from '@/components/shell/use-change';
import { botKeys } from './bot-queries';

/** A change to a bot or a subscription. */
export function useBotChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  return useChange(botKeys.all, change, onDone);
}
