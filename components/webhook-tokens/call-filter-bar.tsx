'use client';

import { Search } from 'lucide-react';
import { cn } from '@/components/ui/cn';
import { Input } from '@/components/ui/input';
import { Select } from '@/components/ui/select';
import { endpointTexts } from './call-texts';
import type { CallFilters } from './token-queries';

type CallFilterBarProps = { live: boolean; filters: CallFilters; onChange: (filters: CallFilters) => void };

const ALL = 'all';

export function CallFilterBar({ live, filters, onChange }: CallFilterBarProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 pb-3">
      <h2 id="calls" className="mr-1 font-semibold text-base">
        Calls
      </h2>
      <span
        role="status"
        className="mr-auto flex items-center gap-1.5 max-sm:w-[60%] text-sm text-text-muted"
      >
        <span
          aria-hidden
          className={cn('size-2 rounded-full', live ? 'bg-success' : 'motion-breathe bg-border-strong')}
        />
        {live ? 'Live' : 'Connecting'}
      </span>
      <div className="w-34 max-sm:w-[calc(50%-0.25rem)]">
        <Select
          size="sm"
          label="Time"
          value={filters.within ?? ALL}
          onChange={(value) =>
            onChange({ ...filters, within: value === ALL ? undefined : (value as CallFilters['within']) })
          }
          options={[
            { value: ALL, label: 'Any time' },
            { value: '1h', label: 'Last hour' },
            { value: '24h', label: 'Last 24 hours' },
            { value: '7d', label: 'Last 7 days' },
            { value: '30d', label: 'Last 30 days' },
          ]}
        />
      </div>
      <div className="w-34 max-sm:w-[calc(50%-0.25rem)]">
        <Select
          size="sm"
          label="Outcome"
          value={filters.outcome ?? ALL}
          onChange={(value) =>
            onChange({ ...filters, outcome: value === ALL ? undefined : (value as CallFilters['outcome']) })
          }
          options={[
            { value: ALL, label: 'All outcomes' },
            { value: 'accepted', label: 'Accepted' },
            { value: 'refused', label: 'Refused' },
          ]}
        />
      </div>
      <div className="w-44 max-sm:w-[calc(50%-0.25rem)]">
        <Select
          size="sm"
          label="Endpoint"
          value={filters.endpoint ?? ALL}
          onChange={(value) => onChange({ ...filters, endpoint: value === ALL ? undefined : value })}
          options={[
            { value: ALL, label: 'All endpoints' },
            ...Object.entries(endpointTexts).map(([value, label]) => ({ value, label })),
          ]}
        />
      </div>
      <div className="relative min-w-40 flex-1">
        <Search aria-hidden className="-translate-y-1/2 absolute top-1/2 left-2.5 size-4 text-text-muted" />
        <Input
          type="search"
          aria-label="Search calls"
          placeholder="Search"
          value={filters.search ?? ''}
          onChange={(event) => onChange({ ...filters, search: event.target.value || undefined })}
          className="h-8! pl-8! pointer-fine:text-sm!"
        />
      </div>
    </div>
  );
}
