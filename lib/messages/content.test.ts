import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from './content';
import { isNumeric } from './slides/table-numbers';

const read = (message: unknown) => readMessageContent(JSON.stringify(message));

describe('a stored message', () => {
  it('is read whatever it holds', () => {
    fc.assert(fc.property(fc.string(), (json) => typeof readMessageContent(json).readable === 'boolean'));
    const part = fc.jsonValue({ maxDepth: 4 });
    const message = fc.record(
      {
        text: part,
        bot: part,
        card: fc.oneof(
          part,
          fc.record({ title: part, sections: fc.array(fc.record({ fields: part })), options: part }),
        ),
        slides: fc.array(
          fc.record({
            type: fc.constantFrom('table', 'list', 'label', 'images', 'text', 'graph'),
            data: part,
            buttons: part,
          }),
        ),
        buttons: fc.array(fc.record({ label: part, action: part })),
        references: part,
        styles: part,
      },
      { requiredKeys: [] },
    );
    fc.assert(fc.property(message, (value) => read(value).readable));
  });

  it('that is no message is shown as text without markup', () => {
    expect(readMessageContent('{broken *json*')).toMatchObject({
      readable: false,
      markup: false,
      text: '{broken *json*',
    });
  });

  it('takes empty strings as absent', () => {
    const content = read({ text: '', bot: { name: '', image: '' }, card: { title: '', thumbnail: '' } });
    expect(content).toMatchObject({ text: null, bot: null, card: null });
  });

  it('frames its text when the card has nothing but a theme', () => {
    expect(read({ text: 'x', card: { title: '', theme: 'basic' } }).card).toMatchObject({ title: null });
    expect(read({ card: { title: '', theme: 'basic' } }).card).toBeNull();
  });

  it('keeps only pictures and links of safe protocols', () => {
    const content = read({
      bot: { name: 'CI', image: 'http://x.test/a.png' },
      slides: [
        { type: 'images', data: ['https://x.test/a.png', 'javascript:1', 'data:image/png;base64,AA'] },
      ],
      buttons: [
        { label: 'Open', action: { type: 'open.url', data: { web: 'https://x.test/run' } } },
        { label: 'Evil', action: { type: 'open.url', data: { web: 'javascript:alert(1)' } } },
        { label: 'Copy', action: { type: 'copy', data: { text: 'abc' } } },
        { label: 'Run', type: '+', action: { type: 'invoke.function', data: { name: 'f' } } },
      ],
    });
    expect(content.bot).toEqual({ name: 'CI', imageUrl: 'http://x.test/a.png' });
    expect(content.slides).toMatchObject([{ kind: 'images', urls: ['https://x.test/a.png'] }]);
    expect(content.buttons.map(({ action }) => action)).toEqual([
      { kind: 'open', href: 'https://x.test/run', onPlatform: {} },
      { kind: 'none' },
      { kind: 'copy', text: 'abc' },
      { kind: 'answered', type: 'invoke.function' },
    ]);
  });
});

describe('slides', () => {
  const slide = (type: string, data: unknown) => read({ slides: [{ type, title: 'T', data }] }).slides[0];

  it('tables keep the order of their headers and know which columns are numbers', () => {
    const rows = [
      { Name: 'api', ms: 12.5, '%': '99.9 %' },
      { '%': null, Name: 'web' },
    ];
    expect(slide('table', { headers: ['Name', '%', 'ms'], rows })).toMatchObject({
      headers: ['Name', '%', 'ms'],
      rows: [
        ['api', '99.9 %', '12.5'],
        ['web', '', ''],
      ],
      numeric: [false, true, true],
    });
  });

  it('tables take rows as lists too, and say how many rows they leave out', () => {
    const rows = Array.from({ length: 250 }, (_, index) => [index]);
    expect(slide('table', { headers: ['n'], rows })).toMatchObject({ rowsLeftOut: 50 });
  });

  it('charts without numbers and unknown kinds become readable tables', () => {
    expect(
      slide('percentage_chart', [
        { label: 'ok', value: 'most' },
        { label: 'bad', value: 'few' },
      ]),
    ).toMatchObject({
      kind: 'table',
      headers: ['label', 'value'],
      rows: [
        ['ok', 'most'],
        ['bad', 'few'],
      ],
    });
    expect(slide('hologram', { depth: 3 })).toMatchObject({
      kind: 'label',
      pairs: [{ label: 'depth', value: '3' }],
    });
  });
});

describe('numbers in tables', () => {
  it.each(['1', '-3', '1,024.5', '12 ms', '99 %', '€ 40', '1.2e'.slice(0, 3)])('%s is one', (cell) => {
    expect(isNumeric(cell)).toBe(true);
  });
  it.each(['', 'v1.2', 'build 7', '2026-11-23', '10.0.0.1:80', 'n/a'])('%s is none', (cell) => {
    expect(isNumeric(cell)).toBe(false);
  });
});
