import { readPoints } from './chart-points';
import type { PercentageSlide } from './types';

const MAX_PARTS = 5;

/**
 * A percentage chart's data as shares. Per cents, and a single number up to 100, are shares of 100; other numbers are
 * shares of their sum. Undefined when the data cannot be read so.
 */
export function readPercentage(data: unknown): PercentageSlide | undefined {
  const points = readPoints(data);
  const numbers = points?.flatMap(({ number }) => number ?? []) ?? [];
  const sum = numbers.reduce((total, { value }) => total + value, 0);
  if (!points || numbers.length < points.length || points.length > MAX_PARTS) return undefined;
  if (sum <= 0 || numbers.some(({ value }) => value < 0)) return undefined;
  const ofHundred = numbers.every(({ after }) => after === '%') || (numbers.length === 1 && sum <= 100);
  const whole = ofHundred ? Math.max(100, sum) : sum;
  const parts = points.map(({ label, number }) => ({
    label,
    text: number?.text ?? '',
    share: (number?.value ?? 0) / whole,
  }));
  // The sender's rounding may leave a rest, which is not shown.
  const rest = (whole - sum) / whole;
  return { kind: 'percentage', parts, rest: rest < 0.005 ? 0 : rest };
}
