import { type ScaleBand, scaleBand, scaleLinear } from 'd3-scale';
import type { GraphSlide } from '@/lib/messages/slides/types';
import { stackParts } from './graph-stack';

/** Places in a graph, in per cents of its width and height from the left and the top. */
export type GraphScales = {
  bands: ScaleBand<number>;
  /** Maps a value to its height. */
  y: (value: number) => number;
  ticks: { at: number; text: string }[];
};

const TICKS = 4;

export function graphScales(graph: GraphSlide): GraphScales {
  const bands = scaleBand<number>()
    .domain(graph.labels.map((_, index) => index))
    .range([0, 100])
    .paddingInner(0.25)
    .paddingOuter(0.125);
  const y = scaleLinear().domain(valueDomain(graph)).nice(TICKS).range([100, 0]);
  const text = tickText(graph.unit);
  return { bands, y, ticks: y.ticks(TICKS).map((value) => ({ at: y(value), text: text(value) })) };
}

/** Bars begin at zero. A line far above zero begins near its least value, since it would look flat otherwise. */
function valueDomain(graph: GraphSlide): [number, number] {
  const values =
    graph.form === 'stacked'
      ? stackParts(graph)
          .flat()
          .flatMap((part) => [part.from, part.to])
      : graph.series.flatMap(({ points }) => points.flatMap((point) => point?.value ?? []));
  const [least, most] = [Math.min(...values), Math.max(...values)];
  if (graph.form === 'trend' && most > least && (least > most / 2 || most < least / 2)) return [least, most];
  if (least === 0 && most === 0) return [0, 1];
  return [Math.min(0, least), Math.max(0, most)];
}

function tickText({ before, after }: GraphSlide['unit']): (value: number) => string {
  // Server and browser use one locale, or the page would change on hydration.
  const format = new Intl.NumberFormat('en', { notation: 'compact', maximumSignificantDigits: 4 });
  const unit = after && after !== '%' ? `\u00a0${after}` : after;
  return (value) => `${value < 0 ? '−' : ''}${before}${format.format(Math.abs(value))}${unit}`;
}
