'use client';

import { keepPreviousData, useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { Link2, ListFilter } from 'lucide-react';
import { type MouseEvent, useCallback, useMemo, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { EmptyState } from '@/components/ui/page/empty-state';
import { ErrorState } from '@/components/ui/page/error-state';
import { passFocusOnRemoval } from '@/components/ui/page/page-heading';
import { Skeleton } from '@/components/ui/page/skeleton';
import type { InvocationPage } from '@/lib/webhook-tokens/dto';
import { CallTable } from '../calls/call-table';
import { type CallFilters, fetchCalls, tokenKeys } from '../token-queries';

/** The calls that match, page by page, newest first. */
export function useCalls(tokenId: string, filters: CallFilters) {
  const client = useQueryClient();
  const query = useInfiniteQuery({
    queryKey: tokenKeys.calls(tokenId, filters),
    queryFn: ({ pageParam, signal }) => fetchCalls(tokenId, { ...filters, before: pageParam }, signal),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page: InvocationPage) => page.nextBefore ?? undefined,
    placeholderData: keepPreviousData,
  });
  const { fetchNextPage, isFetching } = query;
  /** The filters for which loading older calls failed; a refresh does not clear this. */
  const [failedFor, setFailedFor] = useState<CallFilters | null>(null);
  const fetchOlder = useCallback(async () => {
    setFailedFor(null);
    const result = await fetchNextPage();
    if (result.isFetchNextPageError) setFailedFor(filters);
    // Older calls that are asked for end a refresh under way, and with it its news.
    if (isFetching) void client.invalidateQueries({ queryKey: tokenKeys.calls(tokenId, filters) });
    return result;
  }, [client, tokenId, filters, fetchNextPage, isFetching]);
  const pages = query.data?.pages;
  const rows = useMemo(() => pages?.flatMap((page) => page.rows) ?? [], [pages]);
  const omitted = useMemo(() => pages?.flatMap((page) => page.omitted) ?? [], [pages]);
  return { query, rows, omitted, fetchOlder, isOlderMissing: failedFor === filters };
}

type UsageCallsProps = {
  calls: ReturnType<typeof useCalls>;
  filters: CallFilters;
  openId: string | null;
  onOpen: (event: MouseEvent<HTMLAnchorElement>, callId: string) => void;
  onShowAll: () => void;
  onGetUrl: () => void;
};

/** Every call of the token that matches; new ones appear by themselves. */
export function UsageCalls({ calls, filters, openId, onOpen, onShowAll, onGetUrl }: UsageCallsProps) {
  const { query, rows, omitted, fetchOlder } = calls;
  if (query.isError && rows.length === 0) {
    return (
      <ErrorState
        title="The calls could not be loaded"
        message={query.error.message}
        onRetry={() => query.refetch()}
        pending={query.isFetching}
      />
    );
  }
  const isEmpty = rows.length === 0 && omitted.length === 0;
  // That nothing matched other filters says nothing of these.
  if (query.isPending || (isEmpty && query.isPlaceholderData)) return <Waiting />;
  if (isEmpty) {
    const isFiltered = Object.values(filters).some(Boolean);
    return isFiltered ? <NoMatch onShowAll={onShowAll} /> : <NoCalls onGetUrl={onGetUrl} />;
  }
  return (
    <div
      aria-busy={query.isPlaceholderData || undefined}
      className={cn('transition-opacity duration-120', query.isPlaceholderData && 'opacity-60')}
    >
      <CallTable
        rows={rows}
        omitted={omitted}
        omittedWord={filters.outcome === 'failed' ? 'failed' : 'refused'}
        openId={openId}
        onOpen={onOpen}
      />
      {query.hasNextPage && (
        <div ref={passFocusOnRemoval} className="mt-4 flex justify-center">
          <Button onClick={fetchOlder} pending={query.isFetchingNextPage}>
            {olderText(calls)}
          </Button>
        </div>
      )}
    </div>
  );
}

function olderText({ query, isOlderMissing }: ReturnType<typeof useCalls>) {
  if (query.isFetchingNextPage) return 'Loading older calls';
  return isOlderMissing ? 'Older calls could not be loaded. Try again' : 'Show older calls';
}

function NoMatch({ onShowAll }: { onShowAll: () => void }) {
  return (
    <div ref={passFocusOnRemoval}>
      <EmptyState
        icon={<ListFilter aria-hidden />}
        title="No calls match"
        action={<Button onClick={onShowAll}>Show all calls</Button>}
      >
        Change the filters or the search.
      </EmptyState>
    </div>
  );
}

function NoCalls({ onGetUrl }: { onGetUrl: () => void }) {
  return (
    <EmptyState
      icon={<Link2 aria-hidden />}
      title="No calls yet"
      action={<Button onClick={onGetUrl}>Get Webhook URL</Button>}
    >
      Calls made with this token appear here as they arrive, each with its request and response.
    </EmptyState>
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
