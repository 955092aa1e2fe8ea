import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { shorten } from '../parts/shorten';
import { inlineText } from './ast';
import { parseInline } from './parse-inline';
import { parseMarkup } from './parse-markup';

/** The shown texts of links, and the text around them. */
const linked = (line: string) =>
  parseInline(line).map((node) => (node.kind === 'link' ? [inlineText(node.children)] : inlineText([node])));

const KIBANA =
  'https://kibana.example/app/discover#/?_g=(filters:!(),time:(from:now-15m,to:now))&_a=(query:(language:kuery,query:\'level: "error"\'))'.replace(
    ': "',
    ':"',
  );
const GRAFANA =
  'https://grafana.example/explore?left={"datasource":"Prometheus","queries":[{"expr":"up|down"}],"range":{"from":"now-1h"}}';

describe('an address in a text', () => {
  it.each([
    KIBANA,
    GRAFANA,
    'https://x.example/a_(b)',
    'https://x.example/{id}',
    "https://x.example/o'neil's",
  ])('is linked whole: %s', (url) => {
    expect(linked(url)).toEqual([[url]]);
    expect(linked(`See ${url}, or (${url}).`)).toEqual(['See ', [url], ', or (', [url], ').']);
  });

  it.each([
    ['"https://x.example/a" is', ['"', ['https://x.example/a'], '" is']],
    ['{"url":"https://x.example/a","b":1}', ['{"url":"', ['https://x.example/a'], '","b":1}']],
    ['<https://x.example/a|A>', ['<', ['https://x.example/a'], '|A>']],
    ['{https://x.example/a}', ['{', ['https://x.example/a'], '}']],
    ['it is https://x.example/a!', ['it is ', ['https://x.example/a'], '!']],
    ['詳細は https://x.example/a。次の文', ['詳細は ', ['https://x.example/a'], '。次の文']],
    ['（https://x.example/a）です', ['（', ['https://x.example/a'], '）です']],
    ['https://x.example/日本語，其他', [['https://x.example/日本語'], '，其他']],
  ])('ends where the writer ends it: %s', (line, parts) => expect(linked(line)).toEqual(parts));

  it('leaves every character where it was', () => {
    const pieces = fc.constantFrom(
      'https://x.test/',
      '"',
      "'",
      '(',
      ')',
      '{',
      '}',
      '|',
      '。',
      ' ',
      'a',
      '\\"',
      '.',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const line = parts.join('');
        expect(inlineText(parseInline(line))).toBe(line);
      }),
    );
  });
});

describe('marks', () => {
  it.each([
    ['*重要*です', '重要'],
    ['これは*重要*です。', '重要'],
    ['*중요*합니다', '중요'],
  ])('stand beside letters of scripts without spaces: %s', (line, bold) => {
    expect(parseInline(line)).toContainEqual({ kind: 'bold', children: [{ kind: 'text', text: bold }] });
  });
});

describe('a fence', () => {
  it.each([
    ['```json\n{}\n```', '{}'],
    ['```C++ \nint a;\n```', 'int a;'],
    ['```error\nno such file\n```', 'error\nno such file'],
    ['```\njson\n{}\n```', 'json\n{}'],
    ['```json```', 'json'],
  ])('loses the name of its language and nothing else: %j', (source, text) => {
    expect(parseMarkup(source)).toEqual([{ kind: 'code', text }]);
  });
});

describe('shortening', () => {
  it('keeps emojis and accents whole, and never exceeds the limit', () => {
    expect(shorten('ab👩‍👩‍👧‍👦cd', 5)).toBe('ab…');
    expect(shorten('ab👩‍👩‍👧‍👦', 9)).toBe('ab👩‍👩‍👧‍👦');
    expect(shorten('👍🏽👍🏽👍🏽', 4)).toBe('👍🏽…');
    expect(shorten('cafe\u0301s', 5)).toBe('caf…');
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, limit) => {
        const short = shorten(text, limit);
        expect(Array.from(short).length).toBeLessThanOrEqual(limit);
        if (short !== text) expect(text.startsWith(short.slice(0, -1))).toBe(true);
      }),
    );
  });
});
