import { describe, expect, it } from 'vitest';
import { type Block, type Inline, inlineText, plainText } from './ast';
import { parseMarkup } from './parse-markup';

const inline = (text: string): Inline[] => {
  const [block] = parseMarkup(text);
  return block && 'lines' in block ? (block.lines[0] ?? []) : [];
};
const kinds = (blocks: Block[]) => blocks.map(({ kind }) => kind);
const text = (value: string): Inline => ({ kind: 'text', text: value });

describe('styles', () => {
  it.each([
    ['*bold*', 'bold'],
    ['**bold**', 'bold'],
    ['_italic_', 'italic'],
    ['__underline__', 'underline'],
    ['~strike~', 'strike'],
  ])('%s is %s', (source, kind) => {
    expect(inline(source)).toEqual([{ kind, children: [text(source.replace(/[*_~]/g, ''))] }]);
  });

  it('nest and touch punctuation', () => {
    expect(inline('(*a _b_*)')).toEqual([
      text('('),
      { kind: 'bold', children: [text('a '), { kind: 'italic', children: [text('b')] }] },
      text(')'),
    ]);
  });

  it.each([
    'snake_case_name',
    '2*3*4',
    '* item and * another',
    'a * b * c',
    '*unclosed',
    '****',
    '_____',
    '~/.bashrc and ~/.profile',
    '5 ** 2 ** 3',
  ])('%s stays as it was written', (source) => {
    expect(inline(source)).toEqual([text(source)]);
  });

  it('overlapping marks lose the inner one', () => {
    expect(inlineText(inline('*a _b* c_'))).toBe('a _b c_');
  });
});

describe('code', () => {
  it('keeps marks inside ticks', () => {
    expect(inline('run `npm *i* [x](y)` now')).toEqual([
      text('run '),
      { kind: 'code', text: 'npm *i* [x](y)' },
      text(' now'),
    ]);
  });

  it('keeps lines and marks inside a fence, and drops only the breaks at its edges', () => {
    expect(parseMarkup('log:\n```\n  *a*\n# b\n```\nafter')).toEqual([
      { kind: 'paragraph', lines: [[text('log:')]] },
      { kind: 'code', text: '  *a*\n# b' },
      { kind: 'paragraph', lines: [[text('after')]] },
    ]);
  });

  it('leaves an unclosed fence as it is', () => {
    expect(plainText(parseMarkup('```\nabc'))).toContain('```');
  });
});

describe('blocks', () => {
  it('reads headings, quotes and rules', () => {
    expect(kinds(parseMarkup('# one\n### three\n!quoted\n!again\n---\ntext'))).toEqual([
      'heading',
      'heading',
      'quote',
      'rule',
      'paragraph',
    ]);
  });

  it('shows an Uptime Kuma heading with its emoji and brackets', () => {
    expect(parseMarkup('### ✅ [name] is up')).toEqual([
      { kind: 'heading', level: 3, children: [text('✅ [name] is up')] },
    ]);
  });

  it.each(['#123 is fixed', '#nospace', '!= is not equal', '! ', '--', '####### x'])(
    '%s is a paragraph',
    (line) => {
      expect(kinds(parseMarkup(line))).toEqual(['paragraph']);
    },
  );

  it('keeps lines of a paragraph apart and separates paragraphs at blank lines', () => {
    const [first, second] = parseMarkup('a\r\nb\n\nc');
    expect(first).toEqual({ kind: 'paragraph', lines: [[text('a')], [text('b')]] });
    expect(second).toEqual({ kind: 'paragraph', lines: [[text('c')]] });
  });
});

describe('links', () => {
  it('reads [text](url), with styled and bracketed texts', () => {
    expect(inline('[*a* [1]](https://x.test/p_(q))')).toEqual([
      {
        kind: 'link',
        href: 'https://x.test/p_(q)',
        children: [{ kind: 'bold', children: [text('a')] }, text(' [1]')],
      },
    ]);
  });

  it('finds bare links and leaves punctuation and marks around them out', () => {
    expect(inline('(see https://x.test/a_b_c?d=1.) *https://y.test*')).toEqual([
      text('(see '),
      { kind: 'link', href: 'https://x.test/a_b_c?d=1', children: [text('https://x.test/a_b_c?d=1')] },
      text('.) '),
      {
        kind: 'bold',
        children: [{ kind: 'link', href: 'https://y.test/', children: [text('https://y.test')] }],
      },
    ]);
  });

  it.each([
    '[x](javascript:alert(1))',
    '[x](JaVaScRiPt:alert(1))',
    '[x](data:text/html,hi)',
    '[x](vbscript:x)',
    '[x](//evil.test)',
    '[x](/relative)',
    '[x](java\tscript:alert(1))',
    '[x](file:///etc/passwd)',
  ])('%s is no link', (source) => {
    expect(JSON.stringify(parseMarkup(source))).not.toContain('"link"');
    expect(plainText(parseMarkup(source))).toBe(source);
  });

  it.each(['mailto:a@b.test', 'tel:+491234', 'http://x.test/', 'https://x.test/'])(
    '%s may be linked to',
    (href) => {
      expect(inline(`[x](${href})`)).toEqual([{ kind: 'link', href, children: [text('x')] }]);
    },
  );

  it('reads instant buttons', () => {
    expect(inline('[Approve]($1)')).toEqual([{ kind: 'reference', reference: '1', label: 'Approve' }]);
  });
});

describe('mentions', () => {
  it('reads people, everybody and channels', () => {
    expect(inline('{@123} {@all} {#builds} {x} {@}')).toEqual([
      { kind: 'mention', mention: '@123' },
      text(' '),
      { kind: 'mention', mention: '@all' },
      text(' '),
      { kind: 'mention', mention: '#builds' },
      text(' {x} {@}'),
    ]);
  });
});
