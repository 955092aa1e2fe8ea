'use client';

import { type QueryKey, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';

/** Lists that pages brought. One that comes a second time belongs to a page of the browser's history: the cache has newer, or asks. */
const known = new WeakSet<object>();

/**
 * A list that the server also sends with its page, as `sent`. What a new page brings replaces what the cache has, which
 * `initialData` alone leaves as it is; what is being fetched just then replaces both.
 */
export function useSentList<T>(queryKey: QueryKey, queryFn: () => Promise<T[]>, sent: T[]): T[] {
  const client = useQueryClient();
  const isNew = !known.has(sent);
  const initialDataUpdatedAt = isNew ? undefined : 0;
  const { data } = useQuery({ queryKey, queryFn, initialData: sent, initialDataUpdatedAt });
  useEffect(() => {
    if (known.has(sent)) return;
    known.add(sent);
    client.setQueryData<T[]>(queryKey, sent);
  }, [client, queryKey, sent]);
  return isNew ? sent : data;
}
