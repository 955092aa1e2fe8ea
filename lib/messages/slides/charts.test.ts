import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readChartNumber } from './chart-number';
import { readGraph } from './read-graph';
import { readPercentage } from './read-percentage';

describe('a number of a chart', () => {
  it.each([
    [12, 12],
    ['12.5 %', 12.5],
    ['1,024', 1024],
    ['1,5', 1.5],
    ['1.024,5', 1024.5],
    ['1,024.5', 1024.5],
    ['1.024.000', 1_024_000],
    ['12.500', 12.5],
    ['€ -1 240', -1240],
    ['−3 ms', -3],
    ['1e3', 1000],
    ['.5', 0.5],
  ])('%s is %d', (written, value) => {
    expect(readChartNumber(written)?.value).toBe(value);
  });

  it.each(['', 'n/a', 'v1.2', '2026-11-23', '10.0.0.1', '1e400', '9'.repeat(30), true, {}, Number.NaN])(
    '%s is none',
    (written) => expect(readChartNumber(written)).toBeNull(),
  );

  it('is the one that was written, whatever its unit', () => {
    const amount = fc.double({ min: -1e6, max: 1e6, noNaN: true }).map((value) => Number(value.toFixed(2)));
    fc.assert(
      fc.property(amount, fc.constantFrom('', '%', ' ms', ' GB'), (value, unit) => {
        const written = value.toLocaleString('en', { maximumFractionDigits: 2 });
        expect(readChartNumber(`${written}${unit}`)?.value).toBe(
          value === 0 ? readChartNumber(written)?.value : value,
        );
      }),
    );
  });
});

describe('a percentage chart', () => {
  it('of per cents or one number is read against 100, with what is missing', () => {
    expect(readPercentage([{ label: 'used', value: '73%' }])).toEqual({
      kind: 'percentage',
      parts: [{ label: 'used', text: '73%', share: 0.73 }],
      rest: 0.27,
    });
    expect(readPercentage([{ Disk: 40 }])?.rest).toBeCloseTo(0.6);
  });

  it('of several numbers is read against their sum', () => {
    const chart = readPercentage({ ok: 7, bad: '3' });
    expect(chart?.parts.map(({ share }) => share)).toEqual([0.7, 0.3]);
    expect(chart?.rest).toBe(0);
  });

  it.each([
    ['six parts', [1, 2, 3, 4, 5, 6]],
    ['a negative part', [{ a: 5 }, { b: -1 }]],
    ['nothing but zeros', [{ a: 0 }, { b: 0 }]],
    ['a part that is no number', [{ a: 5 }, { b: 'many' }]],
    ['no parts', []],
    ['a text', 'half'],
  ])('of %s is none', (_, data) => {
    expect(readPercentage(data)).toBeUndefined();
  });
});

describe('a graph', () => {
  const series = [
    {
      title: 'a',
      values: [
        { label: 'Mon', value: 1 },
        { label: 'Tue', value: '2 ms' },
      ],
    },
    {
      category: 'b',
      values: [
        { label: 'Tue', value: 3 },
        { label: 'Wed', value: null },
      ],
    },
  ];

  it('lines its series up by label and leaves gaps where a value is missing', () => {
    const graph = readGraph(series, { preview: 'trend' });
    expect(graph?.form).toBe('trend');
    expect(graph?.labels).toEqual(['Mon', 'Tue', 'Wed']);
    expect(graph?.series.map(({ title }) => title)).toEqual(['a', 'b']);
    expect(graph?.series.map(({ points }) => points.map((point) => point?.value ?? null))).toEqual([
      [1, 2, null],
      [null, 3, null],
    ]);
  });

  it('of values without series is one series, and has their unit when all have the same', () => {
    const graph = readGraph(
      [
        { x: 'Jan', y: '€ 5' },
        { x: 'Feb', y: '€ 7' },
      ],
      undefined,
    );
    expect(graph).toMatchObject({ form: 'bars', labels: ['Jan', 'Feb'], unit: { before: '€', after: '' } });
    expect(readGraph(series, {})?.unit).toEqual({ before: '', after: '' });
  });

  it('keeps two values of one label apart', () => {
    const graph = readGraph(
      [
        {
          values: [
            { label: 'Mon', value: 1 },
            { label: 'Mon', value: 2 },
          ],
        },
      ],
      {},
    );
    expect(graph?.labels).toEqual(['Mon', 'Mon']);
  });

  it.each([
    ['six series', Array.from({ length: 6 }, () => ({ values: [1] }))],
    ['21 values', [{ values: Array.from({ length: 21 }, (_, value) => value) }]],
    ['a value that is no number', [{ values: [{ label: 'x', value: 'n/a' }] }]],
    ['no values', [{ values: [] }]],
  ])('of %s is none: nothing is left out silently', (_, data) => {
    expect(readGraph(data, {})).toBeUndefined();
  });

  it('of any data at all is one or none', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.jsonValue(), (data, styles) => {
        const graph = readGraph(data, styles);
        for (const { points } of graph?.series ?? []) expect(points).toHaveLength(graph?.labels.length ?? 0);
        readPercentage(data);
      }),
      { numRuns: 2_000 },
    );
  });
});
