import { cn } from '@/components/ui/cn';
import type { GraphSlide } from '@/lib/messages/slides/types';
import { chartColour } from './chart-colours';
import { symbolPath } from './graph-trend';

/** Which colour (and in a trend, which mark) is what; nothing for a single series without a name. */
export function GraphLegend({ graph: { form, series } }: { graph: GraphSlide }) {
  if (series.every(({ title }) => title === '')) return null;
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-sm">
      {series.map(({ title }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the series of a message never change places.
        <li key={index} className="flex min-w-0 items-center gap-2 text-text-muted">
          {form === 'trend' ? (
            <svg aria-hidden viewBox="-6 -6 12 12" className="size-3 shrink-0">
              <path d={symbolPath(index)} className={chartColour(index).fill} />
            </svg>
          ) : (
            <span aria-hidden className={cn('size-2.5 shrink-0 rounded-xs', chartColour(index).swatch)} />
          )}
          <bdi className="wrap-anywhere min-w-0">{title}</bdi>
        </li>
      ))}
    </ul>
  );
}
