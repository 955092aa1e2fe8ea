import { asArray, asRecord, type UncheckedObject } from '../parts/unchecked';
import { type ChartPoint, labelOf, readPoints } from './chart-points';
import type { GraphSlide } from './types';

const FORMS = { vertical_bar: 'bars', vertical_stacked_bar: 'stacked', trend: 'trend' } as const;
const MAX_SERIES = 5;
const MAX_LABELS = 20;

type Series = { title: string; points: ChartPoint[] };

/** A graph's data by label. Undefined when it cannot be drawn without leaving something out. */
export function readGraph(data: unknown, styles: unknown): GraphSlide | undefined {
  const series = readSeries(data);
  if (!series || series.length > MAX_SERIES) return undefined;
  const keyed = series.map(({ points }) => keyPoints(points));
  const labels = new Map(keyed.flatMap((points) => [...points].map(([key, { label }]) => [key, label])));
  const numbers = series.flatMap(({ points }) => points.flatMap(({ number }) => number ?? []));
  if (numbers.length === 0 || labels.size > MAX_LABELS) return undefined;
  const alike = (name: 'before' | 'after') => {
    const [first, ...others] = new Set(numbers.map((number) => number[name]));
    return others.length === 0 ? (first ?? '') : '';
  };
  return {
    kind: 'graph',
    form: formOf(asRecord(styles)?.preview),
    labels: [...labels.values()],
    series: series.map(({ title }, index) => ({
      title: title || (series.length > 1 ? `Series ${index + 1}` : ''),
      points: [...labels.keys()].map((key) => {
        const number = keyed[index]?.get(key)?.number;
        return number ? { value: number.value, text: number.text } : null;
      }),
    })),
    unit: { before: alike('before'), after: alike('after') },
  };
}

function formOf(preview: unknown): GraphSlide['form'] {
  return Object.entries(FORMS).find(([name]) => name === preview)?.[1] ?? 'bars';
}

function readSeries(data: unknown): Series[] | undefined {
  const entries = asArray(asRecord(data)?.values ? [data] : data).map(asRecord);
  const isNested = entries.length > 0 && entries.every((entry) => entry?.values !== undefined);
  if (!isNested) {
    const points = readPoints(data);
    return points && [{ title: '', points }];
  }
  const series = entries.map((entry) => {
    const points = readPoints(entry?.values);
    return points && { title: labelOf(entry as UncheckedObject), points };
  });
  return series.every((one) => one !== undefined) ? series : undefined;
}

/** Points by label; a second "Mon" of one series is another place on the axis. */
function keyPoints(points: ChartPoint[]): Map<string, ChartPoint> {
  const seen = new Map<string, number>();
  return new Map(
    points.map((point) => {
      const times = (seen.get(point.label) ?? 0) + 1;
      seen.set(point.label, times);
      return [`${times} ${point.label}`, point];
    }),
  );
}

/** The values of a graph that cannot be drawn, one row each. */
export function flattenGraph(data: unknown): unknown {
  if (!Array.isArray(data)) return data;
  return data.flatMap((entry) => {
    const record = asRecord(entry);
    const values = asArray(record?.values);
    if (!record || values.length === 0 || !values.every(asRecord)) return [entry];
    const { values: _, ...rest } = record;
    return values.map((value) => ({ ...rest, ...asRecord(value) }));
  });
}
