import { arc, pie } from 'd3-shape';
import { cn } from '@/components/ui/cn';
import { percentText } from '@/lib/messages/parts/percent-text';
import type { PercentageSlide } from '@/lib/messages/slides/types';
import { chartColour } from './chart-colours';

const OUTER = 50;
const INNER = 34;

/** A ring of shares. Its legend has every number as text, so the ring itself says nothing to a screen reader. */
export function PercentageFigure({ chart }: { chart: PercentageSlide }) {
  const { parts, rest } = chart;
  const whole = rest > 0 ? [...parts.map(({ share }) => share), rest] : parts.map(({ share }) => share);
  const slices = pie<number>().sort(null).padAngle(0.03)(whole);
  const draw = arc<(typeof slices)[number]>().innerRadius(INNER).outerRadius(OUTER).cornerRadius(2);
  const only = parts.length === 1 ? parts[0] : undefined;
  return (
    <figure className="flex min-w-0 max-w-full items-center gap-x-4 sm:gap-x-6">
      <svg aria-hidden viewBox="-50 -50 100 100" className="size-24 shrink-0 sm:size-28">
        {slices.map((slice, index) => {
          const part = parts[index];
          return (
            <path
              // biome-ignore lint/suspicious/noArrayIndexKey: the parts of a message never change places.
              key={index}
              d={draw(slice) ?? undefined}
              data-tip={part ? `${part.label}: ${valueText(part)}` : undefined}
              className={part ? chartColour(index).fill : 'fill-surface-hover'}
            />
          );
        })}
        {only && (
          <text textAnchor="middle" dominantBaseline="central" className="fill-text font-semibold text-md">
            {percentText(only.share)}
          </text>
        )}
      </svg>
      <figcaption className="min-w-0 max-w-80 flex-[0_1_auto]">
        <ul className="flex flex-col gap-1 text-sm">
          {parts.map((part, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: as above.
            <li key={index} className="flex items-baseline gap-2">
              <span aria-hidden className={cn('size-2.5 shrink-0 rounded-xs', chartColour(index).swatch)} />
              <bdi className="wrap-anywhere min-w-0 flex-1 text-text-muted">{part.label}</bdi>
              <span className="whitespace-nowrap ps-2 tabular-nums sm:ps-6">{valueText(part)}</span>
            </li>
          ))}
        </ul>
      </figcaption>
    </figure>
  );
}

/** The value as it was sent, per cents written as ours are, and its share when that is something else. */
function valueText({ text, share }: PercentageSlide['parts'][number]): string {
  return text.includes('%') ? text.replace(/\s+%$/, '%') : `${text} · ${percentText(share)}`;
}
