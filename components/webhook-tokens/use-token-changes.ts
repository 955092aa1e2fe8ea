'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/toaster';
import type { TokenRow } from '@/lib/webhook-tokens/dto';
import { deleteToken, renameToken, setTokenStatus, tokenKeys } from './token-queries';

/** Changes the cached token at once; the returned function takes it back. */
function useOptimisticToken() {
  const client = useQueryClient();
  const patch = (tokenId: string, change: Partial<TokenRow>) => {
    client.setQueryData<TokenRow[]>(tokenKeys.list(), (tokens) =>
      tokens?.map((token) => (token.id === tokenId ? { ...token, ...change } : token)),
    );
    client.setQueryData<TokenRow>(tokenKeys.facts(tokenId), (token) => token && { ...token, ...change });
  };
  return async (token: TokenRow, change: Partial<TokenRow>) => {
    // An answer under way was read before this change and must not overwrite it.
    await Promise.all([
      client.cancelQueries({ queryKey: tokenKeys.list() }),
      client.cancelQueries({ queryKey: tokenKeys.facts(token.id) }),
    ]);
    patch(token.id, change);
    const before = Object.fromEntries(
      Object.keys(change).map((key) => [key, token[key as keyof TokenRow]]),
    ) as Partial<TokenRow>;
    return () => patch(token.id, before);
  };
}

export function useRename(token: TokenRow) {
  const apply = useOptimisticToken();
  return useMutation({
    mutationFn: (name: string) => renameToken(token.id, name),
    onMutate: (name) => apply(token, { name }),
    onError: (_error, _name, rollBack) => rollBack?.(),
  });
}

/** Switches at once; when the server refuses, the switch goes back and a toast says why. */
export function useStatus(token: TokenRow) {
  const apply = useOptimisticToken();
  const mutation = useMutation({
    mutationFn: (enabled: boolean) => setTokenStatus(token.id, enabled),
    onMutate: (enabled) => apply(token, { enabled }),
    onSuccess: (_row, enabled) => {
      if (enabled) return toast(`“${token.name}” is on. Calls with it are accepted again.`);
      toast('Calls with this token are refused from now on.', {
        duration: 8000,
        action: { label: 'Undo', onClick: () => mutation.mutate(true) },
      });
    },
    onError: (error, enabled, rollBack) => {
      rollBack?.();
      toast.error(`“${token.name}” is still ${enabled ? 'off' : 'on'}. ${error.message}`);
    },
  });
  return mutation;
}

export function useDelete(token: TokenRow, onDeleted: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: () => deleteToken(token.id),
    onSuccess: () => {
      client.setQueryData<TokenRow[]>(tokenKeys.list(), (tokens) =>
        tokens?.filter((other) => other.id !== token.id),
      );
      toast(`“${token.name}” is deleted.`);
      onDeleted();
    },
  });
}
