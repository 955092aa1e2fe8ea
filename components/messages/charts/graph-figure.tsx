import type { CSSProperties } from 'react';
import { cn } from '@/components/ui/cn';
import type { GraphSlide } from '@/lib/messages/slides/types';
import { GraphBars, percent } from './graph-bars';
import { GraphLegend } from './graph-legend';
import { type GraphScales, graphScales } from './graph-scales';
import { GraphTable } from './graph-table';
import { GraphTrend } from './graph-trend';

type GraphFigureProps = { graph: GraphSlide; title: string | null };

/**
 * A graph as wide as its message. Its coordinates are per cents, so the server can draw it for any width and its texts
 * keep their size. The numbers stand in a table below.
 */
export function GraphFigure({ graph, title }: GraphFigureProps) {
  const scales = graphScales(graph);
  return (
    <figure className="@container flex w-full min-w-0 max-w-160 flex-col gap-2">
      <GraphLegend graph={graph} />
      <div className="flex pt-2 pr-3">
        <ValueAxis ticks={scales.ticks} />
        <div className="min-w-0 flex-1">
          <Plot graph={graph} scales={scales} title={title} />
          <LabelAxis labels={graph.labels} scales={scales} />
        </div>
      </div>
      <GraphTable graph={graph} title={title} />
    </figure>
  );
}

const forms = { bars: 'Bar graph', stacked: 'Stacked bar graph', trend: 'Line graph' };

function Plot({ graph, scales, title }: { graph: GraphSlide; scales: GraphScales; title: string | null }) {
  const zero = scales.y(0);
  const { bands } = scales;
  const name = `${forms[graph.form]}${title ? `: ${title}` : ''}. The numbers are in the table below.`;
  return (
    <svg role="img" aria-label={name} className="block h-44 w-full overflow-visible">
      {scales.ticks.map(({ at }) => (
        <line key={at} x1="0" x2="100%" y1={percent(at)} y2={percent(at)} className="stroke-border" />
      ))}
      {graph.labels.map((label, index) => (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the labels of a message never change places.
          key={index}
          x={percent((bands(index) ?? 0) - (bands.step() - bands.bandwidth()) / 2)}
          width={percent(bands.step())}
          height="100%"
          data-tip={tip(graph, label, index)}
          className="fill-transparent hover:fill-surface-hover"
        />
      ))}
      <g className="pointer-events-none">
        {graph.form === 'trend' ? (
          <GraphTrend graph={graph} scales={scales} />
        ) : (
          <GraphBars graph={graph} scales={scales} />
        )}
        {zero >= 0 && zero <= 100 && (
          <line x1="0" x2="100%" y1={percent(zero)} y2={percent(zero)} className="stroke-border-strong" />
        )}
      </g>
    </svg>
  );
}

function tip(graph: GraphSlide, label: string, index: number): string {
  const values = graph.series.map(({ title, points }) => {
    const text = points[index]?.text ?? 'no value';
    return title ? `${title}: ${text}` : text;
  });
  return [label, ...values].join('\n');
}

function ValueAxis({ ticks }: { ticks: GraphScales['ticks'] }) {
  const longest = ticks.reduce((most, { text }) => (text.length > most.length ? text : most), '');
  return (
    <div aria-hidden className="relative mr-2 h-44 text-text-muted text-xs tabular-nums">
      <span className="invisible whitespace-nowrap">{longest}</span>
      {ticks.map(({ at, text }) => (
        <span
          key={at}
          style={{ top: percent(at) }}
          className="-translate-y-1/2 absolute right-0 whitespace-nowrap"
        >
          {text}
        </span>
      ))}
    </div>
  );
}

/** About how wide the axis is on a phone, and in a message of full width. */
const NARROW_PX = 240;
const WIDE_PX = 520;
const CHARACTER_PX = 7;
/** Longer labels take two lines, and are cut. */
const LABEL_PX = 72;

function LabelAxis({ labels, scales: { bands } }: { labels: string[]; scales: GraphScales }) {
  const longest = Math.max(...labels.map(({ length }) => length)) * CHARACTER_PX + CHARACTER_PX;
  const place = Math.min(longest, LABEL_PX) * labels.length;
  const everyWide = Math.ceil(place / WIDE_PX);
  const everyNarrow = Math.ceil(place / NARROW_PX / everyWide) * everyWide;
  const room = {
    '--narrow': percent(bands.step() * everyNarrow),
    '--wide': percent(bands.step() * everyWide),
  };
  return (
    <div
      aria-hidden
      style={room as CSSProperties}
      className={cn('relative text-text-muted text-xs', longest > LABEL_PX ? 'h-9' : 'h-5')}
    >
      {labels.map(
        (label, index) =>
          index % everyWide === 0 && (
            <bdi
              // biome-ignore lint/suspicious/noArrayIndexKey: as above.
              key={index}
              title={label}
              style={{ left: percent((bands(index) ?? 0) + bands.bandwidth() / 2) }}
              className={cn(
                '-translate-x-1/2 wrap-anywhere absolute top-1 line-clamp-2 w-(--narrow) px-0.5 text-center @md:w-(--wide)',
                index % everyNarrow !== 0 && 'hidden! @md:[display:-webkit-box]!',
              )}
            >
              {label}
            </bdi>
          ),
      )}
    </div>
  );
}
