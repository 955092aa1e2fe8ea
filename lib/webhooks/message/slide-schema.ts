import { z } from 'zod';
import { buttons } from './button-schema';
import { absentWhenEmpty, cell, imageUrl, orEmpty, plain } from './wire-types';

const LIMITS = {
  slides: 20,
  slideCharacters: 10_000,
  chartValues: 5,
  graphSeries: 5,
  graphValues: 20,
} as const;

const slideParts = {
  title: absentWhenEmpty(plain),
  styles: absentWhenEmpty(z.record(z.string(), z.unknown())),
  buttons: absentWhenEmpty(buttons),
};
const tableRow = z.union([z.record(z.string(), cell), z.array(cell)]);
export const slide = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('table'),
    data: orEmpty(
      z.strictObject({
        headers: z.array(plain).min(1),
        rows: z.array(tableRow),
        styles: absentWhenEmpty(z.record(z.string(), z.unknown())),
      }),
      { headers: [''], rows: [] },
    ),
    ...slideParts,
  }),
  z.strictObject({ type: z.literal('list'), data: orEmpty(z.array(cell)), ...slideParts }),
  z.strictObject({
    type: z.literal('label'),
    data: orEmpty(z.array(z.record(z.string(), cell))),
    ...slideParts,
  }),
  z.strictObject({
    type: z.literal('images'),
    data: orEmpty(z.array(z.preprocess((value) => value ?? '', imageUrl))),
    ...slideParts,
  }),
  z.strictObject({ type: z.literal('text'), data: orEmpty(plain, ''), ...slideParts }),
  z.strictObject({
    type: z.literal('percentage_chart'),
    data: orEmpty(z.array(z.looseObject({})).max(LIMITS.chartValues)),
    ...slideParts,
  }),
  z.strictObject({
    type: z.literal('graph'),
    data: orEmpty(
      z
        .array(z.looseObject({ values: z.array(z.unknown()).max(LIMITS.graphValues).optional() }))
        .max(LIMITS.graphSeries),
    ),
    ...slideParts,
    styles: absentWhenEmpty(
      z.looseObject({
        preview: absentWhenEmpty(z.enum(['vertical_bar', 'vertical_stacked_bar', 'trend'])),
      }),
    ),
  }),
]);

export const slideTypes: readonly string[] = slide.options.map(({ shape }) => shape.type.value);

export const slides = z
  .array(slide)
  .max(LIMITS.slides)
  .check((context) => {
    if (countCharacters(context.value) <= LIMITS.slideCharacters) return;
    const maximum = LIMITS.slideCharacters;
    context.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: '' });
  });

function countCharacters(value: unknown): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'number') return String(value).length;
  if (typeof value !== 'object' || value === null) return 0;
  return Object.entries(value).reduce(
    (sum, [key, member]) =>
      sum + (Array.isArray(value) ? 0 : Array.from(key).length) + countCharacters(member),
    0,
  );
}
