'use client';

import { type QueryKey, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { isGated } from '@/components/ui/requests/fetch-json';
import { useChange } from './use-change';

/** The queries that a change of a person makes out of date: all, since many lists show people. */
export const wherePeopleStand: QueryKey = [];

/**
 * Changes that only the page the server drew shows, unless `queryKey` says which queries do. `run` says whether its deed worked; `problem` is why the last one
 * did not, and `onProblem` is told it where the page has no place for it.
 */
export function useDeed(onProblem?: (problem: string) => void, queryKey: QueryKey | null = null) {
  const [problem, setProblem] = useState('');
  const client = useQueryClient();
  const change = useChange(null, (deed: () => Promise<unknown>) => deed());
  const run = async (deed: () => Promise<unknown>, words: (error: unknown) => string = wordsOf) => {
    setProblem('');
    try {
      await change.mutateAsync(deed);
      // Not waited for: what follows the deed would meet a page that has gone on.
      if (queryKey) void client.invalidateQueries({ queryKey });
      return true;
    } catch (error) {
      const text = words(error);
      setProblem(text);
      if (text) onProblem?.(text);
      return false;
    }
  };
  return { pending: change.isPending || change.isRedrawing, problem, run };
}

/** The words for an error; none where the gate opens. */
function wordsOf(error: unknown): string {
  return isGated(error) ? '' : (error as Error).message;
}
