'use client';

import { useCallback, useRef } from 'react';
import { toast } from '@/components/ui/overlays/toaster';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import type { useCalls } from './usage-calls';

/**
 * How to get from the open call to the one above it in the list and to the one below, which may have to be loaded first. A call that the list
 * does not show has its place there all the same: ids are in the order of time. Null at the ends.
 */
export function useNeighbours(
  call: string | null,
  { query, rows, fetchOlder }: ReturnType<typeof useCalls>,
  openCall: (callId: string) => void,
) {
  const previousId = call && rows.findLast(({ id }) => id > call)?.id;
  const nextId = call && rows.find(({ id }) => id < call)?.id;
  const { hasNextPage } = query;
  const isHere = useIsHere();
  const opened = useRef(call);
  opened.current = call;
  const onPrevious = useCallback(() => previousId && openCall(previousId), [previousId, openCall]);
  const onNext = useCallback(async () => {
    if (nextId) return openCall(nextId);
    const { data, error, isFetchNextPageError } = await fetchOlder();
    if (isFetchNextPageError) return toast.error(`Older calls could not be loaded. ${error?.message ?? ''}`);
    // The call has been closed, or another one opened.
    if (!isHere() || opened.current !== call) return;
    const older = data?.pages.flatMap((page) => page.rows).find(({ id }) => call && id < call);
    if (older) openCall(older.id);
  }, [call, nextId, fetchOlder, openCall, isHere]);
  return {
    onPrevious: previousId ? onPrevious : null,
    onNext: nextId || (call && hasNextPage) ? onNext : null,
  };
}
