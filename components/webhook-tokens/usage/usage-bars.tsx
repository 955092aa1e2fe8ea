'use client';

import { useState } from 'react';
import { cn } from '@/components/ui/cn';
import { counted } from '@/components/ui/text/counted';
import { FormattedNumber } from '@/components/ui/text/formatted-number';
import { clockTime, shortDay } from '@/components/ui/text/time';
import { useLocale } from '@/components/ui/text/use-locale';
import type { ChartBucket, TokenChart } from '@/lib/webhook-tokens/dto';

/** The height in units of the drawing, whatever it is on the screen. */
const HEIGHT = 120;
const SHOWN_HEIGHT = 'h-10 sm:h-30';
const GAP = 0.22;
const parts = [
  { key: 'accepted', className: 'fill-success' },
  { key: 'refused', className: 'fill-warning' },
  { key: 'failed', className: 'fill-danger' },
] as const;

/** Stacked bars, drawn by hand: a chart library would weigh more than the rest of the page. */
export function Bars({ chart }: { chart: TokenChart }) {
  const [pointed, setPointed] = useState<number | null>(null);
  const locale = useLocale();
  const { buckets } = chart;
  const top = niceTop(Math.max(1, ...buckets.map(total)));
  const shown = pointed === null ? undefined : buckets[pointed];
  const calls = buckets.reduce((sum, bucket) => sum + total(bucket), 0);
  return (
    <figure className="relative">
      <div className="flex gap-3">
        <div className="relative min-w-0 flex-1">
          {['top-0', 'top-1/2', 'top-full'].map((place) => (
            <div
              key={place}
              aria-hidden
              className={cn('absolute inset-x-0 border-t', place, place !== 'top-full' && 'border-dashed')}
            />
          ))}
          <svg
            role="img"
            aria-label={`${counted(locale, calls, 'call')} in the last ${rangeText[chart.range]}, in ${buckets.length} bars`}
            viewBox={`0 0 ${buckets.length} ${HEIGHT}`}
            preserveAspectRatio="none"
            className={cn('relative block w-full', SHOWN_HEIGHT)}
            onPointerLeave={() => setPointed(null)}
          >
            {buckets.map((bucket, index) => (
              <g key={bucket.at} onPointerEnter={() => setPointed(index)}>
                <rect
                  x={index}
                  width={1}
                  height={HEIGHT}
                  className={index === pointed ? 'fill-surface-hover' : 'fill-transparent'}
                />
                <Stack bucket={bucket} index={index} top={top} />
              </g>
            ))}
          </svg>
        </div>
        <div
          aria-hidden
          className={cn(
            'relative w-8 text-right text-text-muted text-xs tabular-nums [&>span]:absolute [&>span]:right-0 [&>span]:-translate-y-1/2',
            SHOWN_HEIGHT,
          )}
        >
          <span className="top-0">{compact(top, locale)}</span>
          <span className="top-1/2 max-sm:hidden">{compact(top / 2, locale)}</span>
          <span className="top-full">0</span>
        </div>
      </div>
      <figcaption
        className="mt-2 mr-11 flex h-4 justify-between text-text-muted text-xs tabular-nums"
        suppressHydrationWarning
      >
        {shown ? (
          <span className="truncate text-text">
            {spanText(shown, chart)} · <FormattedNumber value={shown.accepted} /> accepted,{' '}
            <FormattedNumber value={shown.refused} /> refused, <FormattedNumber value={shown.failed} /> failed
          </span>
        ) : (
          <>
            <span>{axisText(buckets[0], chart)}</span>
            <span>{axisText(buckets[Math.floor(buckets.length / 2)], chart)}</span>
            <span>now</span>
          </>
        )}
      </figcaption>
    </figure>
  );
}

function Stack({ bucket, index, top }: { bucket: ChartBucket; index: number; top: number }) {
  let y = HEIGHT;
  return parts.map(({ key, className }) => {
    // A single call among thousands is still a visible line.
    const height = bucket[key] === 0 ? 0 : Math.max(1.5, (bucket[key] / top) * HEIGHT);
    y -= height;
    return (
      height > 0 && (
        <rect key={key} x={index + GAP / 2} width={1 - GAP} y={y} height={height} className={className} />
      )
    );
  });
}

const total = (bucket: ChartBucket) => bucket.accepted + bucket.refused + bucket.failed;

const rangeText = { '1h': 'hour', '24h': '24 hours', '7d': '7 days', '30d': '30 days' };

/** The next of 2, 4, 6, 8, 10, 20, 40… so that its half is a round number too. */
function niceTop(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = [2, 4, 6, 8, 10, 20].map((step) => step * power);
  return steps.find((step) => step >= most) ?? most;
}

const compact = (value: number, locale: string) => value.toLocaleString(locale, { notation: 'compact' });

function axisText(bucket: ChartBucket | undefined, chart: TokenChart): string {
  if (!bucket) return '';
  const at = new Date(bucket.at);
  return chart.range === '1h' || chart.range === '24h' ? clockTime(at) : shortDay(at);
}

function spanText(bucket: ChartBucket, chart: TokenChart): string {
  const at = new Date(bucket.at);
  const end = new Date(at.getTime() + chart.stepS * 1000);
  return `${shortDay(at)}, ${clockTime(at)}–${clockTime(end)}`;
}
