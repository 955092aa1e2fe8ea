import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from '@/lib/messages/content';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { everybodyIn, mentionsIn } from '@/lib/messages/mentions';
import { messageSchema } from '@/lib/webhooks/message/schema';
import type { ForeignCall } from '../foreign-call';
import { renderUnknown } from './render-unknown';

const callOf = (value: unknown, kind: ForeignCall['body']['kind'] = 'json'): ForeignCall => ({
  method: 'POST',
  headers: {},
  params: [],
  body: { value, kind },
});
/** What a reader sees of a message: its text, and the rows of its tables, folded ones included. */
function seen(call: ForeignCall) {
  const content = readMessageContent(JSON.stringify(renderUnknown(call)));
  const tables = content.slides.map((slide) => ({
    title: slide.title,
    folded: slide.folded,
    rows:
      slide.kind === 'table' ? slide.rows.map((row) => row.map((cell) => plainText(parseMarkup(cell)))) : [],
  }));
  return { text: plainText(parseMarkup(content.text ?? '')), tables };
}
const rowsOf = (value: unknown) => seen(callOf(value)).tables.flatMap(({ rows }) => rows);

describe('a payload that no provider knows', () => {
  it('and that is but a number is shown as it was written, a very long one with its beginning', () => {
    const render = (json: string) =>
      renderUnknown({ ...callOf(null), body: { value: JSON.parse(json), kind: 'json', json } });
    expect([render('1.50').text, render('false').text]).toEqual(['1.50', 'false']);
    const long = render(`0.${'1'.repeat(20_000)}`);
    expect(messageSchema.safeParse(long).error).toBeUndefined();
    expect(long.text).toMatch(/^0\.1{3000,}…$/);
  });

  it('is named by its title, then its text, then a short table; what only programs ask for is folded', () => {
    const { text, tables } = seen(
      callOf({
        id: 'a2f0-77',
        event_type: 'incident.opened',
        title: '[Alerting] Disk of db-2 is *full*',
        message: 'Less than 5 % left',
        severity: 'critical',
        host: { name: 'db-2', address: '10.0.0.7', uuid: '9b1c' },
        created_at: '2026-11-28T01:00:00Z',
        url: "https://monitor.test/d/abc?q={host='db-2'}&from=now-1h",
        labels: ['disk', 'prod'],
        checks: [
          { name: 'inode', ok: true },
          { name: 'space', ok: false },
        ],
        acknowledged: false,
      }),
    );
    expect(text).toBe('[Alerting] Disk of db-2 is *full*\nLess than 5 % left');
    const [first, rest] = tables;
    expect(first!.folded).toBe(false);
    expect(first!.rows.length).toBeLessThanOrEqual(8);
    expect(first!.rows).toContainEqual(['severity', 'critical']);
    expect(first!.rows).toContainEqual(['url', "https://monitor.test/d/abc?q={host='db-2'}&from=now-1h"]);
    expect(first!.rows).toContainEqual(['labels', 'disk, prod']);
    expect(rest).toMatchObject({ folded: true, title: expect.stringMatching(/^\d+ more fields$/) });
    expect(rest!.rows).toContainEqual(['checks.0.name', 'inode']);
    expect(first!.rows).toContainEqual(['checks', '2 entries']);
    expect(first!.rows).toContainEqual(['host.name', 'db-2']);
    expect(rest!.rows).toContainEqual(['host.address', '10.0.0.7']);
    expect(rest!.rows).toContainEqual(['id', 'a2f0-77']);
  });

  it('has its title before its message, whichever comes first', () => {
    expect(seen(callOf({ message: 'CPU above 90 %', title: '[FIRING:1] HighCpu' })).text).toBe(
      '[FIRING:1] HighCpu\nCPU above 90 %',
    );
  });

  it('is named by an object in it where it has no title of its own', () => {
    expect(seen(callOf({ version: 1, data: { subject: 'Order 7', total: '12.50' } })).text).toBe('Order 7');
  });

  it('leaves out what is missing, whatever the sender writes for it', () => {
    const rows = rowsOf({
      a: null,
      b: '',
      c: [],
      d: {},
      e: 'undefined',
      f: 'null',
      g: '[object Object]',
      h: 0,
      i: false,
    });
    expect(rows).toEqual([
      ['h', '0'],
      ['i', 'false'],
    ]);
  });

  it('keeps an address whole, and leaves out one that would have to be cut', () => {
    const long = `https://logs.test/?q=${'x'.repeat(1_500)}`;
    expect(rowsOf({ name: 'n', link: long })).toContainEqual(['link', long]);
    const text = `${'word '.repeat(90)}https://logs.test/${'y'.repeat(100)}`;
    expect(JSON.stringify(rowsOf({ name: 'n', log: text }))).not.toMatch(/https:\/\/logs\.test\/y+…/);
  });

  it('counts the entries of a list, and shows the first of them', () => {
    const { text, tables } = seen(callOf(Array.from({ length: 40 }, (_, n) => ({ name: `host-${n}` }))));
    expect(text).toBe('40 entries');
    expect(tables[0]!.rows[0]).toEqual(['0.name', 'host-0']);
    expect(tables.at(-1)!.title ?? 'the usage history has the whole call').toContain('usage history');
  });

  it('reads a form, the JSON in its payload, and a query alike', () => {
    const query: ForeignCall = {
      ...callOf(null, 'none'),
      method: 'GET',
      params: [
        ['job', 'backup'],
        ['user_ids', '7'],
      ],
    };
    expect(seen(query).tables[0]!.rows).toEqual([['job', 'backup']]);
    expect(seen(callOf({ payload: '{"title":"In a form"}' }, 'form')).text).toBe('In a form');
    expect(seen(callOf({ subject: 'Form', name: ['a', 'b'] }, 'form')).tables[0]!.rows).toEqual([
      ['name', 'a, b'],
    ]);
  });
});

describe('text', () => {
  it.each([
    ['a log', '2026-11-28 ERROR *a*\n    at b (c.js:1)\n'],
    ['XML', '<event>\n  <name>a_b_c</name>\n</event>'],
    ['YAML', 'name: x\nlist:\n  - *anchor\n'],
    ['NDJSON', '{"a":1}\n{"a":2}'],
    ['CSV', 'a,b\n1,"2, 3"'],
    ['code fences', 'see\n```\n{@all}\n```'],
  ])('as %s stands in a code block as it is', (_, text) => {
    const message = renderUnknown(callOf(text, 'text'));
    expect(parseMarkup(message.text!)).toEqual([{ kind: 'code', text: text.trimEnd() }]);
  });

  it('of one line with a link keeps the link one', () => {
    const { text } = renderUnknown(callOf('Build 7 failed: https://ci.test/job/7_a_b', 'text'));
    expect(parseMarkup(text!)[0]).toMatchObject({
      kind: 'paragraph',
      lines: [[{ kind: 'text' }, { kind: 'link' }]],
    });
  });

  it('that is too long says so, and bytes that are none are named', () => {
    expect(seen(callOf('line of a log\n'.repeat(9_000), 'text')).text).toContain(
      'the usage history has all of it',
    );
    expect(seen(callOf('\u0089PNG\r\n\u001a\n\0\0\0\rIHDR', 'text')).text).toContain('no text');
  });
});

/** Payloads with content that breaks renderers: markup, mentions, odd keys, long texts, deep nesting. */
const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.constantFrom(
    'undefined',
    'null',
    '[object Object]',
    '{@all}',
    '```',
    '*',
    'https://x.test/?a={b}',
    '\u001b[1m',
  ),
  fc
    .constantFrom('x', '`', '_', '\u{1f469}\u200d\u{1f680}', '\ud800', '\n')
    .map((unit) => unit.repeat(6_000)),
);
const keys = fc.oneof(
  fc.constantFrom(
    'title',
    'message',
    'text',
    'payload',
    '__proto__',
    'constructor',
    'toString',
    '',
    'status',
    'url',
  ),
  words,
);
const { tree } = fc.letrec((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.oneof(words, fc.integer(), fc.double(), fc.boolean(), fc.constant(null)),
    fc.array(tie('tree'), { maxLength: 30 }),
    fc.dictionary(keys, tie('tree'), { maxKeys: 30 }),
  ),
}));

function expectGood(call: ForeignCall) {
  const message = renderUnknown(call);
  expect(messageSchema.safeParse(message).error?.issues ?? []).toEqual([]);
  const json = JSON.stringify(message);
  const content = readMessageContent(json);
  expect(content.readable && (content.text !== null || content.slides.length > 0)).toBe(true);
  expect([...everybodyIn(content), ...mentionsIn(content)]).toEqual([]);
  return json;
}

describe('anything', () => {
  it('in JSON or a form becomes a message within the limits that calls nobody and shows nothing of what is missing', () => {
    fc.assert(
      fc.property(tree, fc.constantFrom('json', 'form', 'none'), (value, kind) => {
        const json = expectGood(callOf(kind === 'none' ? null : value, kind));
        if (kind === 'json' && typeof value !== 'string')
          expect(json).not.toMatch(/"(?:undefined|null|\[object \w+\])"/);
      }),
      { numRuns: 1_000 },
    );
  });

  it('as text does, too', () => {
    fc.assert(
      fc.property(
        fc.oneof(words, fc.string({ maxLength: 500 })),
        (text) => void expectGood(callOf(text, 'text')),
      ),
    );
  });

  it('reads no more of a large payload than it shows', () => {
    let read = 0;
    const get = (target: object, key: PropertyKey) => {
      read++;
      return Reflect.get(target, key);
    };
    const counted = (of: object) => new Proxy(of, { get });
    const big = Object.fromEntries(Array.from({ length: 100_000 }, (_, n) => [`key${n}`, counted({ a: n })]));
    expectGood(callOf({ title: 'Big', nested: big }));
    expect(read).toBeLessThan(1_000);
  });
});
