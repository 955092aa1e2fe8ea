'use client';

import { useChange } from '@/components/shell/use-change';
import { channelKeys } from './channel-queries';

/** A change to a channel or its members. */
export function useChannelChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  return useChange(channelKeys.all, change, onDone);
}
