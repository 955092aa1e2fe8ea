'use client';

import { useCallback, useRef } from 'react';
import { CallFilterBar } from '../calls/call-filter-bar';
import { CallPanel } from '../calls/call-panel';
import { useCallKeys } from '../calls/use-call-keys';
import { useCallPlace } from '../calls/use-call-place';
import { useCallView } from '../calls/use-call-view';
import { UsageCalls, useCalls } from './usage-calls';
import { UsageChart } from './usage-chart';
import { useNeighbours } from './use-neighbours';

type UsageWorkspaceProps = { tokenId: string; live: boolean; onGetUrl: () => void };

/** Chart and calls of a token, and the open call beside them. The page's address says what is shown. */
export function UsageWorkspace({ tokenId, live, onGetUrl }: UsageWorkspaceProps) {
  const { range, filters, call, setRange, setFilters, openCall, closeCall } = useCallView();
  const calls = useCalls(tokenId, filters);
  const area = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const onOpen = useCallPlace(call, panel, openCall);
  const { onPrevious, onNext } = useNeighbours(call, calls, openCall);
  useCallKeys({ call, area, onPrevious, onNext, onClose: closeCall });
  const showAll = useCallback(() => setFilters({}, 'push'), [setFilters]);
  return (
    <div
      ref={area}
      className="lg:group-has-[[data-call]]/usage:grid lg:grid-cols-[minmax(0,1fr)_minmax(0,1.15fr)] lg:gap-5"
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
  );
}
