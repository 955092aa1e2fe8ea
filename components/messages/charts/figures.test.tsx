import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import { readGraph } from '@/lib/messages/slides/read-graph';
import { readPercentage } from '@/lib/messages/slides/read-percentage';
import type { PercentageSlide } from '@/lib/messages/slides/types';
import { PollOption } from '../polls/poll-option';
import { GraphFigure } from './graph-figure';
import { PercentageFigure } from './percentage-figure';

const value = fc.oneof(
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(0, -0, null, 1e18, -1e18, 5e-324, '12 %', '-3 ms'),
);
const series = fc.array(value, { minLength: 1, maxLength: 20 });
const graph = fc.array(
  series.map((values) => ({ values })),
  { minLength: 1, maxLength: 5 },
);
const preview = fc.constantFrom('vertical_bar', 'vertical_stacked_bar', 'trend');
/** Values that a coordinate must never have. */
const NO_PLACE = /NaN|Infinity|undefined/;

it('any graph that can be read is drawn in finite places, with all of its values in the table', () => {
  fc.assert(
    fc.property(graph, preview, (data, form) => {
      const read = readGraph(data, { preview: form });
      if (!read) return;
      const html = renderToStaticMarkup(<GraphFigure graph={read} title="T" />);
      expect(html).not.toMatch(NO_PLACE);
      const rows = html.match(/<tr>/g)?.length;
      expect(rows).toBe(read.labels.length + 1);
    }),
    { numRuns: 300 },
  );
});

it('bars are as high as their values: twice the value is twice the height', () => {
  const read = readGraph([{ values: [{ a: 10 }, { b: 20 }] }], {});
  const html = renderToStaticMarkup(<GraphFigure graph={read!} title={null} />);
  const heights = [...html.matchAll(/height="([\d.]+)%" class="fill-chart-1/g)].map(([, height]) =>
    Number(height),
  );
  expect(heights).toEqual([50, 100]);
});

it('a stack is as high as its sum, and what is below zero hangs down', () => {
  const data = [{ values: [{ a: 30 }] }, { values: [{ a: 10 }] }, { values: [{ a: -20 }] }];
  const html = renderToStaticMarkup(
    <GraphFigure graph={readGraph(data, { preview: 'vertical_stacked_bar' })!} title={null} />,
  );
  const bars = [...html.matchAll(/y="([\d.]+)%" width="[\d.]+%" height="([\d.]+)%" class="fill-chart-/g)];
  const [first, second, third] = bars.map(([, top, height]) => ({
    top: Number(top),
    height: Number(height),
  }));
  expect(second!.top + second!.height).toBeCloseTo(first!.top, 2);
  expect(third!.top).toBeCloseTo(first!.top + first!.height, 2);
  expect(first!.height / third!.height).toBeCloseTo(1.5, 2);
});

it('any percentage chart that can be read is drawn, with all of its values as text', () => {
  const amount = fc.oneof(fc.double({ min: 0, max: 1e18, noNaN: true }), fc.nat(), fc.constant('12%'));
  fc.assert(
    fc.property(fc.array(amount, { minLength: 1, maxLength: 5 }), (data) => {
      const read = readPercentage(data);
      if (!read) return;
      const html = renderToStaticMarkup(<PercentageFigure chart={read} />);
      expect(html).not.toMatch(NO_PLACE);
      for (const { text } of read.parts) expect(html).toContain(text.replace(' %', '%'));
    }),
    { numRuns: 300 },
  );
});

it('per cents are written one way, whoever wrote them and wherever they stand', () => {
  const chart = (data: unknown[]) =>
    renderToStaticMarkup(<PercentageFigure chart={readPercentage(data) as PercentageSlide} />);
  expect(chart([{ Done: 45 }])).toContain('45%');
  expect(chart([{ Done: '45 %' }])).not.toMatch(/\s%/);
  const option = (votes: number) =>
    renderToStaticMarkup(
      <PollOption
        label="Soup"
        votes={votes}
        total={3}
        checked={false}
        pending={false}
        inTabOrder
        onFocus={() => {}}
        onChoose={null}
      />,
    );
  expect(option(3)).toContain('>100%<');
  expect(option(1)).toContain('>33%<');
  expect(option(0)).toContain('>0%<');
});
