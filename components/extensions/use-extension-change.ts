'use client';

import { useChange } from '@/components/shell/use-change';
import { extensionKeys } from './extension-queries';

/** A change to an extension. */
export function useExtensionChange<Input, Output>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  return useChange(extensionKeys.all, change, onDone);
}
