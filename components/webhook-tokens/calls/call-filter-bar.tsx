'use client';

import { SlidersHorizontal } from 'lucide-react';
import { memo, useCallback, useId, useState } from 'react';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { Combobox } from '@/components/ui/forms/combobox';
import { Select } from '@/components/ui/forms/select';
import type { CallFilters } from '../token-queries';
import { CallSearch } from './call-search';
import { endpointTexts } from './call-texts';
import { outcomeFilter, outcomeItems, outcomeValue } from './outcome-items';

type CallFilterBarProps = {
  live: boolean;
  filters: CallFilters;
  onChange: (filters: CallFilters, how: 'push' | 'replace') => void;
};

const ALL = 'all';
const times = [
  { value: ALL, label: 'Any time' },
  { value: '1h', label: 'Last hour' },
  { value: '24h', label: 'Last 24 hours' },
  { value: '7d', label: 'Last 7 days' },
  { value: '30d', label: 'Last 30 days' },
];
const endpoints = [
  { value: ALL, label: 'All endpoints' },
  ...Object.entries(endpointTexts).map(([value, label]) => ({ value, label })),
];

/** The filters. On a phone they are behind a button, so that the first call is in view. */
export const CallFilterBar = memo(function CallFilterBar({ live, filters, onChange }: CallFilterBarProps) {
  const [unfolded, setUnfolded] = useState(false);
  const filtersId = useId();
  const search = useCallback(
    (text: string) => onChange({ ...filters, search: text || undefined }, 'replace'),
    [filters, onChange],
  );
  const chosen = Object.values(filters).filter(Boolean).length;
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <h2 id="calls" className="font-semibold text-base">
        Calls
      </h2>
      <LiveMark live={live} />
      <Button
        size="sm"
        aria-expanded={unfolded}
        aria-controls={filtersId}
        icon={<SlidersHorizontal aria-hidden className="size-4" />}
        onClick={() => setUnfolded(!unfolded)}
        className="sm:hidden"
      >
        {chosen === 0 ? 'Filter' : `Filter (${chosen})`}
      </Button>
      <div
        id={filtersId}
        className={cn(
          'flex min-w-0 flex-wrap items-center gap-2 max-sm:w-full sm:flex-1 sm:basis-150',
          !unfolded && 'max-sm:hidden',
        )}
      >
        <Choices filters={filters} onChange={onChange} />
        <CallSearch value={filters.search ?? ''} onChange={search} />
      </div>
    </div>
  );
});

function Choices({ filters, onChange }: Omit<CallFilterBarProps, 'live'>) {
  const [typed, setTyped] = useState('');
  const change = (next: Partial<CallFilters>) => onChange({ ...filters, ...next }, 'push');
  const width = 'min-w-0 max-sm:w-[calc(50%-0.25rem)]';
  return (
    <>
      <div className={cn(width, 'sm:w-32')}>
        <Select
          size="sm"
          label="Time"
          value={filters.within ?? ALL}
          onChange={(value) =>
            change({ within: value === ALL ? undefined : (value as CallFilters['within']) })
          }
          options={times}
        />
      </div>
      <div className={cn(width, 'sm:w-36')}>
        <Combobox
          size="sm"
          label="Outcome"
          searchPlaceholder="Status or error code"
          items={outcomeItems(typed, filters)}
          onSearch={setTyped}
          value={outcomeValue(filters)}
          onChange={(value) => change(outcomeFilter(value))}
        />
      </div>
      <div className={cn(width, 'sm:w-40')}>
        <Select
          size="sm"
          label="Endpoint"
          value={filters.endpoint ?? ALL}
          onChange={(value) => change({ endpoint: value === ALL ? undefined : value })}
          options={endpoints}
        />
      </div>
    </>
  );
}

function LiveMark({ live }: { live: boolean }) {
  return (
    <span role="status" className="mr-auto flex items-center gap-1.5 text-sm text-text-muted">
      <span
        aria-hidden
        className={cn('size-2 rounded-full', live ? 'bg-success' : 'motion-breathe bg-border-strong')}
      />
      {/* As wide as its wider word: the filters would move under a press once the stream is open. */}
      <span className="after:invisible after:block after:h-0 after:overflow-hidden after:content-['Connecting']">
        {live ? 'Live' : 'Connecting'}
      </span>
    </span>
  );
}
