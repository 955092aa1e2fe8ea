'use client';

import { useMutation } from '@tanstack/react-query';
import { toast } from '@/components/ui/overlays/toaster';

type SaveCode = {
  save: (code: string | null) => Promise<void>;
  savedText: string;
  /** Called with a message that names the line, where there is one. */
  onFailed: (message: string) => void;
};

/** Saves a handler's code (null removes it) and says so. */
export function useSaveCode({ save, savedText, onFailed }: SaveCode) {
  return useMutation({
    mutationFn: save,
    onSuccess: (_, code) => {
      toast(code === null ? 'The handler is removed.' : savedText);
    },
    onError: (error) => onFailed(error.message),
  });
}
