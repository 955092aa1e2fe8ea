'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ChevronDown, ChevronLeft, ChevronUp, Link2, SearchX, X } from 'lucide-react';
import { type RefObject, useId } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { ErrorState } from '@/components/ui/page/error-state';
import { Skeleton } from '@/components/ui/page/skeleton';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import { CopyButton } from '@/components/ui/text/copy-button';
import { exactTime } from '@/components/ui/text/time';
import { fetchCall, tokenKeys } from '../token-queries';
import { CallDetail } from './call-detail';

type CallPanelProps = {
  tokenId: string;
  callId: string;
  /** Takes the focus when the call was opened by keyboard, or takes the place of the list. */
  ref: RefObject<HTMLDivElement | null>;
  onClose: () => void;
  /** Null where the list ends. */
  onPrevious: (() => void) | null;
  onNext: (() => void) | null;
};

/**
 * One call in full, beside the list. Below `lg` it takes the place of the page: the list is hidden, not covered, and Back brings it again
 * (see `data-call` in usage-history.tsx).
 */
export function CallPanel({ tokenId, callId, ref, onClose, onPrevious, onNext }: CallPanelProps) {
  const titleId = useId();
  const call = useQuery({
    queryKey: tokenKeys.call(tokenId, callId),
    queryFn: () => fetchCall(tokenId, callId),
    // The previous call stays in view until the next one is there.
    placeholderData: keepPreviousData,
    staleTime: Number.POSITIVE_INFINITY,
  });
  return (
    <div
      ref={ref}
      role="dialog"
      aria-labelledby={titleId}
      aria-busy={call.isFetching || undefined}
      tabIndex={-1}
      data-call
      className="min-w-0 outline-none lg:sticky lg:top-4 lg:flex lg:max-h-[calc(100dvh-2rem)] lg:flex-col lg:self-start lg:overflow-hidden lg:rounded-lg lg:border lg:bg-surface-raised"
    >
      <header className="border-b pb-3 max-lg:mb-5 lg:px-5 lg:py-3">
        <div className="-ml-2 mb-2 flex items-center lg:hidden">
          <Button variant="quiet" icon={<ChevronLeft aria-hidden className="size-4" />} onClick={onClose}>
            Calls
          </Button>
        </div>
        <div className="flex items-center gap-1">
          <div className="mr-auto min-w-0">
            <h2 id={titleId} className="font-semibold text-md">
              Call
            </h2>
            <p className="min-h-5 text-sm text-text-muted">
              {call.data && exactTime(new Date(call.data.receivedAt))}
            </p>
          </div>
          <IconButton
            label="Previous call"
            hint="Previous call (K)"
            aria-keyshortcuts="K"
            size="sm"
            disabled={!onPrevious}
            onClick={onPrevious ?? undefined}
          >
            <ChevronUp aria-hidden />
          </IconButton>
          <IconButton
            label="Next call"
            hint="Next call (J)"
            aria-keyshortcuts="J"
            size="sm"
            disabled={!onNext}
            onClick={onNext ?? undefined}
          >
            <ChevronDown aria-hidden />
          </IconButton>
          <CopyButton
            label="Copy link to this call"
            icon={<Link2 aria-hidden className="size-3.5" />}
            getValue={async () => window.location.href}
          />
          <IconButton label="Close" hint="Close (Esc)" size="sm" onClick={onClose} className="max-lg:hidden">
            <X aria-hidden />
          </IconButton>
        </div>
      </header>
      <div
        className={cn(
          'min-h-0 transition-opacity duration-120 lg:flex-1 lg:overflow-y-auto lg:p-5',
          call.isPlaceholderData && 'opacity-60',
        )}
      >
        {call.isError && !call.data ? (
          <Missing error={call.error} onRetry={() => call.refetch()} onClose={onClose} />
        ) : call.data ? (
          <CallDetail call={call.data} />
        ) : (
          <Waiting />
        )}
      </div>
    </div>
  );
}

type MissingProps = { error: Error; onRetry: () => void; onClose: () => void };

/** Says that the call is not there. A call that never was, is somebody else's, or has expired looks the same. */
function Missing({ error, onRetry, onClose }: MissingProps) {
  if (!(error instanceof RequestFailed && error.status === 404)) {
    return <ErrorState title="This call could not be loaded" message={error.message} onRetry={onRetry} />;
  }
  return (
    <EmptyState
      icon={<SearchX aria-hidden />}
      title="Call not found"
      action={<Button onClick={onClose}>Back to the calls</Button>}
    >
      {error.message}
    </EmptyState>
  );
}

function Waiting() {
  return (
    <div role="status" className="flex flex-col gap-4">
      <span className="sr-only">Loading the call</span>
      <Skeleton className="h-16" />
      <Skeleton className="h-40" />
      <Skeleton className="h-32" />
    </div>
  );
}
