import { stack, stackOffsetDiverging } from 'd3-shape';
import type { GraphSlide } from '@/lib/messages/slides/types';

/** Per series and label, between which values its part of the stack lies; negative values stack downwards. */
export function stackParts({ labels, series }: GraphSlide): { from: number; to: number }[][] {
  const stacked = stack<number, number>()
    .keys(series.map((_, index) => index))
    .value((label, index) => series[index]?.points[label]?.value ?? 0)
    .offset(stackOffsetDiverging)(labels.map((_, index) => index));
  return stacked.map((parts) => parts.map(([from, to]) => ({ from, to })));
}
