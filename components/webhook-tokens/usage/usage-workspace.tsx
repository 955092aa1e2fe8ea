'use client';

import { memo, useCallback, useDeferredValue, useRef } from 'react';
import { cn } from '@/components/ui/cn';
import { CallFilterBar } from '../calls/call-filter-bar';
import { CallPanel } from '../calls/call-panel';
import { useCallKeys } from '../calls/use-call-keys';
import { useCallPlace } from '../calls/use-call-place';
import { useCallView } from '../calls/use-call-view';
import { UsageCalls, useCalls } from './usage-calls';
import { UsageChart } from './usage-chart';
import { useNeighbours } from './use-neighbours';

type UsageWorkspaceProps = { tokenId: string; live: boolean; onGetUrl: () => void };

/**
 * Chart and calls of a token, and the open call beside them. The page's address says what is shown. Not drawn again for a dialog of
 * the page.
 */
export const UsageWorkspace = memo(function UsageWorkspace({ tokenId, live, onGetUrl }: UsageWorkspaceProps) {
  const { range, filters, call, setRange, setFilters, openCall, closeCall } = useCallView();
  const calls = useCalls(tokenId, filters);
  const area = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  // The call is painted first, over the list: what is slow is making the list narrow.
  const isNarrow = useDeferredValue(call !== null) && call !== null;
  const onOpen = useCallPlace({ call, isNarrow, panel, openCall });
  const { onPrevious, onNext } = useNeighbours(call, calls, openCall);
  useCallKeys({ call, area, onPrevious, onNext, onClose: closeCall });
  const showAll = useCallback(() => setFilters({}, 'push'), [setFilters]);
  return (
    <div
      ref={area}
      className={cn('relative', isNarrow && 'lg:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)] lg:gap-5')}
    >
      <div className="min-w-0 max-lg:group-has-[[data-call]]/usage:hidden">
        <UsageChart tokenId={tokenId} range={range} onRange={setRange} />
        <section aria-labelledby="calls" className="mt-3 sm:mt-8">
          <CallFilterBar live={live} filters={filters} onChange={setFilters} />
          <UsageCalls
            calls={calls}
            filters={filters}
            openId={call}
            onOpen={onOpen}
            onShowAll={showAll}
            onGetUrl={onGetUrl}
          />
        </section>
      </div>
      {/* Always there: the list would stop being the last child, for which the browser works out the style of all of it anew. */}
      <div
        className={cn(
          'min-w-0',
          // Either way in the right column of the two.
          call && !isNarrow && 'lg:absolute lg:inset-y-0 lg:right-0 lg:w-[calc((100%-1.25rem)*1.15/2.15)]',
        )}
      >
        {call && (
          <CallPanel
            tokenId={tokenId}
            callId={call}
            ref={panel}
            onClose={closeCall}
            onPrevious={onPrevious}
            onNext={onNext}
          />
        )}
      </div>
    </div>
  );
});
