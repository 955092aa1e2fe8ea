import { scaleBand } from 'd3-scale';
import type { GraphSlide } from '@/lib/messages/slides/types';
import { chartColour } from './chart-colours';
import type { GraphScales } from './graph-scales';
import { stackParts } from './graph-stack';

type GraphBarsProps = { graph: GraphSlide; scales: GraphScales };

/** A value other than zero is always a visible line. */
const LEAST_HEIGHT = 0.8;

/** Bars side by side, or on top of each other. */
export function GraphBars({ graph, scales }: GraphBarsProps) {
  const { bands, y } = scales;
  const stacked = graph.form === 'stacked' ? stackParts(graph) : undefined;
  const places = scaleBand<number>()
    .domain(graph.series.map((_, index) => index))
    .range([0, bands.bandwidth()])
    .paddingInner(0.1);
  return graph.series.map(({ points }, series) =>
    points.map((point, label) => {
      if (!point || point.value === 0) return null;
      const { from, to } = stacked?.[series]?.[label] ?? { from: 0, to: point.value };
      const top = y(Math.max(from, to));
      const height = Math.max(LEAST_HEIGHT, y(Math.min(from, to)) - top);
      const x = (bands(label) ?? 0) + (stacked ? 0 : (places(series) ?? 0));
      return (
        <rect
          // biome-ignore lint/suspicious/noArrayIndexKey: the values of a message never change places.
          key={`${series} ${label}`}
          x={percent(x)}
          y={percent(top)}
          width={percent(stacked ? bands.bandwidth() : places.bandwidth())}
          height={percent(height)}
          className={`${chartColour(series).fill} ${stacked ? 'stroke-surface-raised' : ''}`}
        />
      );
    }),
  );
}

/** Rounded, so that server and browser write the same. */
export function percent(value: number): string {
  return `${Math.round(value * 1_000) / 1_000}%`;
}
