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
    if (context.value.reduce((sum, one) => sum + shownCharacters(one), 0) <= LIMITS.slideCharacters) return;
    const maximum = LIMITS.slideCharacters;
    context.issues.push({ code: 'too_big', origin: 'string', maximum, inclusive: true, input: '' });
  });

/** What a reader sees: titles, values, the names of labels, a table's headers once; neither other names of members nor buttons. */
function shownCharacters({ type, title, data }: z.output<typeof slide>): number {
  const shown = type === 'table' ? [data.headers, data.rows] : data;
  return charactersIn(title, false) + charactersIn(shown, type === 'label');
}

function charactersIn(value: unknown, withNames: boolean): number {
  if (typeof value === 'string') return Array.from(value).length;
  if (typeof value === 'number') return String(value).length;
  if (typeof value !== 'object' || value === null) return 0;
  const names = withNames && !Array.isArray(value) ? Object.keys(value) : [];
  return [...names, ...Object.values(value)].reduce((sum, one) => sum + charactersIn(one, withNames), 0);
}
