'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { memo } from 'react';
import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { ErrorState } from '@/components/ui/page/error-state';
import { Skeleton } from '@/components/ui/page/skeleton';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import type { ChartBucket, ChartRange } from '@/lib/webhook-tokens/dto';
import { fetchChart, tokenKeys } from '../token-queries';
import { Bars } from './usage-bars';

const ranges: { value: ChartRange; label: string }[] = [
  { value: '1h', label: '1h' },
  { value: '24h', label: '24h' },
  { value: '7d', label: '7d' },
  { value: '30d', label: '30d' },
];

type UsageChartProps = { tokenId: string; range: ChartRange; onRange: (range: ChartRange) => void };

/** Calls over time, by outcome. */
export const UsageChart = memo(function UsageChart({ tokenId, range, onRange }: UsageChartProps) {
  const chart = useQuery({
    queryKey: tokenKeys.chart(tokenId, range),
    queryFn: () => fetchChart(tokenId, range),
    placeholderData: keepPreviousData,
    // The axis moves on even when no call comes.
    refetchInterval: 60_000,
  });
  return (
    <section aria-label="Calls over time" className="rounded-lg border bg-surface-raised">
      <div className="flex flex-wrap items-center justify-between gap-x-3 gap-y-2 px-4 pt-3 sm:px-5">
        <Legend buckets={chart.data?.buckets ?? []} />
        <SegmentedControl label="Time range" size="sm" options={ranges} value={range} onChange={onRange} />
      </div>
      <div className="px-4 pt-3 pb-3 sm:px-5 sm:pb-4">
        {chart.isError && !chart.data ? (
          <ErrorState
            title="The chart could not be loaded"
            message={chart.error.message}
            onRetry={() => chart.refetch()}
            pending={chart.isFetching}
          />
        ) : chart.data ? (
          <Bars chart={chart.data} />
        ) : (
          <Skeleton className="h-16 sm:h-36" />
        )}
      </div>
    </section>
  );
});

const outcomes = [
  { key: 'accepted', label: 'accepted', dot: 'bg-success' },
  { key: 'refused', label: 'refused', dot: 'bg-warning' },
  { key: 'failed', label: 'failed', dot: 'bg-danger' },
] as const;

function Legend({ buckets }: { buckets: readonly ChartBucket[] }) {
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm max-sm:gap-x-3 max-sm:text-xs">
      {outcomes.map(({ key, label, dot }) => (
        <li key={key} className="flex items-center gap-2">
          <span aria-hidden className={`size-2 rounded-full ${dot}`} />
          <span className="font-medium tabular-nums">
            <FormattedNumber value={buckets.reduce((sum, bucket) => sum + bucket[key], 0)} />
          </span>
          <span className="text-text-muted">{label}</span>
        </li>
      ))}
    </ul>
  );
}
