'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { toast } from '@/components/ui/overlays/toaster';
import { isNotFound, isOutcomeUnknown, isOutOfDate } from '@/components/ui/requests/fetch-json';
import { TRUTH_WITHIN_MS } from '@/components/ui/requests/unanswered';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import type { ListedToken, TokenRow } from '@/lib/webhook-tokens/dto';
import { deleteToken, fetchTokens, renameToken, setTokenStatus, tokenKeys } from './token-queries';

/** What is known anew of a token. */
type Part = Pick<TokenRow, 'id'> & Partial<TokenRow>;

type Answers<T> = { change: () => Promise<T>; madeIn: (tokens: TokenRow[]) => T | undefined };

/**
 * The shown tokens are the server's; a wish is shown beside them while it is asked. `make` makes a change. When the answer is
 * lost, it fetches the tokens, and `madeIn` tells by them whether the change was made.
 */
function useShownTokens() {
  const client = useQueryClient();
  const about = { queryKey: tokenKeys.all, predicate: isAboutTokens };
  /** Changes what is shown. What was read before the change must not overwrite it, and is read once more. */
  const over = async (change: () => void) => {
    const wasRead = client.isFetching(about) > 0;
    await client.cancelQueries(about);
    change();
    if (wasRead) void client.invalidateQueries(about);
  };
  const put = (rows: Part[]) =>
    over(() => {
      client.setQueryData<ListedToken[]>(tokenKeys.list(), (shown) =>
        shown?.map((token) => ({ ...token, ...rows.find(({ id }) => id === token.id) })),
      );
      for (const row of rows) {
        client.setQueryData<TokenRow>(tokenKeys.facts(row.id), (facts) => facts && { ...facts, ...row });
      }
    });
  const list = (change: (tokens: ListedToken[]) => ListedToken[]) =>
    over(() => {
      client.setQueryData<ListedToken[]>(tokenKeys.list(), (shown) => shown && change(shown));
    });
  const ask = async () => {
    const rows = await fetchTokens(TRUTH_WITHIN_MS).catch(() => null);
    if (!rows) return null;
    await put(rows);
    client.setQueryData<ListedToken[]>(tokenKeys.list(), rows);
    return rows;
  };
  const make = async <T>({ change, madeIn }: Answers<T>): Promise<T> => {
    try {
      return await change();
    } catch (error) {
      if (!isOutcomeUnknown(error) && !isOutOfDate(error)) throw error;
      const rows = await ask();
      const made = rows && madeIn(rows);
      if (made) return made;
      throw rows && isOutcomeUnknown(error) ? new NotMade() : error;
    }
  };
  return { put, list, make };
}

/** The answer was lost, and the server said afterwards that nothing has changed. */
class NotMade extends Error {
  constructor() {
    super('Postern did not confirm the change, and it has not been made. Try again.');
  }
}

function isAboutTokens({ queryKey }: { queryKey: readonly unknown[] }): boolean {
  return queryKey[1] === 'list' || queryKey[2] === 'facts';
}

/** A failure is told by the field in which the name was typed, or by a toast once that has been left. */
export function useRename(token: TokenRow) {
  const { make, put } = useShownTokens();
  const isHere = useIsHere();
  return useMutation({
    mutationFn: (name: string) =>
      make({
        change: () => renameToken(token.id, name),
        madeIn: (tokens) => tokens.find((one) => one.id === token.id && one.name === name),
      }),
    // Nothing else of the answer: another change may have been answered before it.
    onSuccess: ({ id, name }) => put([{ id, name }]),
    onError(error, name) {
      if (isHere()) return;
      if (isNotFound(error)) return toast.error(`“${token.name}” is deleted. Calls with it are refused.`);
      const state = isOutcomeUnknown(error) ? 'is shown as it was' : `is not renamed to “${name}”`;
      toast.error(`“${token.name}” ${state}. ${error.message}`);
    },
  });
}

/** `wish` is what was asked for, while it is asked; afterwards the token says how it is. */
export function useStatus(token: TokenRow) {
  const { make, put } = useShownTokens();
  const mutation = useMutation({
    mutationFn: (enabled: boolean) =>
      make({
        change: () => setTokenStatus(token.id, enabled),
        madeIn: (tokens) => tokens.find((one) => one.id === token.id && one.enabled === enabled),
      }),
    onSuccess: async ({ id }, enabled) => {
      await put([{ id, enabled }]);
      if (enabled) return toast(`“${token.name}” is on. Calls with it are accepted again.`);
      toast('Calls with this token are refused from now on.', {
        duration: 8000,
        action: { label: 'Undo', onClick: () => mutation.mutate(true) },
      });
    },
    onError: (error, enabled) => {
      if (isNotFound(error)) return toast.error(`“${token.name}” is deleted. Calls with it are refused.`);
      const state = isOutcomeUnknown(error) ? 'is shown as it was' : `is still ${enabled ? 'off' : 'on'}`;
      toast.error(`“${token.name}” ${state}. ${error.message}`);
    },
  });
  return { ...mutation, wish: mutation.isPending ? mutation.variables : undefined };
}

/** Puts a token that was just generated on top of the list, unless the list has been fetched with it already. */
export function useGenerated() {
  const { list } = useShownTokens();
  return (row: TokenRow) =>
    void list((tokens) =>
      tokens.some(({ id }) => id === row.id) ? tokens : [{ ...row, recent: [] }, ...tokens],
    );
}

export function useDelete(token: TokenRow) {
  const { list, make } = useShownTokens();
  return useMutation({
    mutationFn: () =>
      make({
        change: () => deleteToken(token.id).then(() => true),
        madeIn: (tokens) => !tokens.some(({ id }) => id === token.id),
      }),
    onSuccess: async () => {
      await list((tokens) => tokens.filter((other) => other.id !== token.id));
      toast(`“${token.name}” is deleted.`);
    },
  });
}
