'use client';

import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link2, ListFilter } from 'lucide-react';
import { useDeferredValue, useState } from 'react';
import { Button } from '@/components/ui/button';
import { EmptyState } from '@/components/ui/empty-state';
import { ErrorState } from '@/components/ui/error-state';
import { Skeleton } from '@/components/ui/skeleton';
import { CallDrawer } from './call-drawer';
import { CallFilterBar } from './call-filter-bar';
import { CallTable } from './call-table';
import { type CallFilters, fetchCalls, tokenKeys } from './token-queries';

type UsageCallsProps = { tokenId: string; live: boolean; onGetUrl: () => void };

/** Every call of the token, newest first; new ones appear by themselves. */
export function UsageCalls({ tokenId, live, onGetUrl }: UsageCallsProps) {
  const [filters, setFilters] = useState<CallFilters>({});
  const [openCall, setOpenCall] = useState<string | null>(null);
  // Typing in the search does not wait for its answer.
  const asked = useDeferredValue(filters);
  const calls = useInfiniteQuery({
    queryKey: tokenKeys.calls(tokenId, asked),
    queryFn: ({ pageParam, signal }) => fetchCalls(tokenId, { ...asked, before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextBefore ?? undefined,
    placeholderData: keepPreviousData,
  });
  const rows = calls.data?.pages.flatMap((page) => page.rows) ?? [];
  const omitted = calls.data?.pages.flatMap((page) => page.omitted) ?? [];
  const filtered = Object.values(asked).some(Boolean);
  return (
    <section aria-labelledby="calls" className="mt-8">
      <CallFilterBar live={live} filters={filters} onChange={setFilters} />
      {calls.isError && rows.length === 0 ? (
        <ErrorState
          title="The calls could not be loaded"
          message={calls.error.message}
          onRetry={() => calls.refetch()}
          pending={calls.isFetching}
        />
      ) : calls.isPending ? (
        <Waiting />
      ) : rows.length === 0 ? (
        filtered ? (
          <EmptyState
            icon={<ListFilter aria-hidden />}
            title="No call matches"
            action={<Button onClick={() => setFilters({})}>Show all calls</Button>}
          >
            Choose other filters, or another search.
          </EmptyState>
        ) : (
          <EmptyState
            icon={<Link2 aria-hidden />}
            title="No calls yet"
            action={<Button onClick={onGetUrl}>Get Webhook URL</Button>}
          >
            Each call with this token appears here the moment it arrives, with what was sent and what became
            of it.
          </EmptyState>
        )
      ) : (
        <>
          <CallTable rows={rows} omitted={omitted} openId={openCall} onOpen={setOpenCall} />
          {calls.hasNextPage && (
            <div className="mt-4 flex justify-center">
              <Button onClick={() => calls.fetchNextPage()} pending={calls.isFetchingNextPage}>
                {calls.isFetchingNextPage ? 'Loading older calls' : 'Show older calls'}
              </Button>
            </div>
          )}
        </>
      )}
      <CallDrawer tokenId={tokenId} callId={openCall} onClose={() => setOpenCall(null)} />
    </section>
  );
}

function Waiting() {
  return (
    <div role="status" className="flex flex-col gap-px overflow-hidden rounded-lg border">
      <span className="sr-only">Loading calls</span>
      {['a', 'b', 'c', 'd', 'e', 'f'].map((key) => (
        <div key={key} className="flex h-10 items-center gap-6 px-4">
          <Skeleton className="h-3.5 w-20" />
          <Skeleton className="h-3.5 w-10" />
          <Skeleton className="h-3.5 flex-1" />
          <Skeleton className="h-3.5 w-24" />
        </div>
      ))}
    </div>
  );
}
