import { asRecord, asText, type UncheckedObject } from '../parts/unchecked';
import { type ChartNumber, readChartNumber } from './chart-number';

/** `number` is null for a gap. */
export type ChartPoint = { label: string; number: ChartNumber | null };

const LABELS = ['label', 'name', 'title', 'category', 'series', 'key', 'x'];
const VALUES = ['value', 'y', 'count', 'percentage', 'percent'];

/** The label of a chart's entry; empty without one. */
export function labelOf(entry: UncheckedObject): string {
  for (const name of LABELS) {
    const text = asText(entry[name]);
    if (text) return text;
  }
  return '';
}

/**
 * The points in `[{label, value}]`, `[{"Mon": 3}]`, `[["Mon", 3]]`, `[3, 5]` or `{"Mon": 3}`. Undefined when one of
 * them is no number: a chart with something left out would mislead.
 */
export function readPoints(data: unknown): ChartPoint[] | undefined {
  const record = asRecord(data);
  const entries = Array.isArray(data) ? data : record ? Object.entries(record) : [];
  const points = entries.map(readPoint);
  return points.every((point) => point !== undefined) ? points : undefined;
}

function readPoint(entry: unknown, index: number): ChartPoint | undefined {
  const record = asRecord(entry);
  if (record) {
    const name = VALUES.find((value) => value in record);
    if (name) return pointOf(labelOf(record), record[name], index);
    const [only, ...others] = Object.entries(record);
    return only && others.length === 0 ? pointOf(only[0], only[1], index) : undefined;
  }
  if (!Array.isArray(entry)) return pointOf('', entry, index);
  return entry.length === 2 ? pointOf(asText(entry[0]) ?? '', entry[1], index) : undefined;
}

function pointOf(name: string, value: unknown, index: number): ChartPoint | undefined {
  const label = name.trim() || String(index + 1);
  if (value === null || value === undefined || value === '') return { label, number: null };
  const number = readChartNumber(value);
  return number ? { label, number } : undefined;
}
