import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMsOf } from '@/test/support/cpu-time';
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

const piece = fc.oneof(
  fc.constantFrom(
    '*',
    '**',
    '_',
    '__',
    '~',
    '`',
    '```',
    '[',
    ']',
    '(',
    ')',
    '](',
    '{@',
    '{#a}',
    '}',
    '!',
    '# ',
    '### ',
    '\n',
  ),
  fc.constantFrom(
    'https://x.test/',
    'javascript:alert(1)',
    '---',
    ' ',
    'a',
    'word',
    'é',
    '✅',
    '\u202e',
    '\ud800',
    '$1',
  ),
  fc.string({ unit: 'binary', maxLength: 8 }),
);
const anything = fc.array(piece, { maxLength: 120 }).map((pieces) => pieces.join(''));

describe('any text', () => {
  it('has a tree', () => {
    fc.assert(
      fc.property(anything, (source) => Array.isArray(parseMarkup(source))),
      { numRuns: 2_000 },
    );
  });

  it('keeps every character that is not markup, in its order', () => {
    const essence = (value: string) => value.replace(/[*_~`!#[\](){}\-\s]/g, '');
    fc.assert(
      fc.property(anything, (source) => {
        expect(essence(everything(parseMarkup(source)))).toBe(essence(normalised(source)));
      }),
      { numRuns: 2_000 },
    );
  });

  it('links only to http, https, mailto and tel', () => {
    fc.assert(
      fc.property(anything, (source) => {
        for (const href of hrefs(parseMarkup(source))) expect(href).toMatch(/^(https?|mailto|tel):/);
      }),
      { numRuns: 2_000 },
    );
  });

  it('is nested a bounded number of times', () => {
    const source = '*_~__**~~'.repeat(2_000).replaceAll('*', ' *a');
    expect(depth(parseMarkup(source))).toBeLessThan(10);
  });
});

describe('time', () => {
  const hostile = {
    asterisks: '*'.repeat(5_000),
    'opening marks': ' *a'.repeat(1_666),
    'alternating marks': '*_'.repeat(2_500),
    ticks: '`a'.repeat(2_500),
    fences: '```'.repeat(1_666),
    'opening brackets': '['.repeat(5_000),
    'half links': '[a]('.repeat(1_250),
    'nested links': `${'[a]('.repeat(1_000)}${')'.repeat(1_000)}`,
    'nested parentheses': `[a](${'('.repeat(4_990)}`,
    braces: '{@'.repeat(2_500),
    links: 'https://'.repeat(625),
    'closing parentheses': `https://a.test/${')'.repeat(4_980)}`,
    'letters h': 'h'.repeat(5_000),
    lines: '\n'.repeat(5_000),
    quotes: '!a\n'.repeat(1_666),
    dashes: `${'-'.repeat(4_999)}x`,
    spaces: `#${' '.repeat(4_998)}`,
  };
  it.each(Object.entries(hostile))('5,000 characters of %s take less than 50 ms', async (_, source) => {
    const timesMs: number[] = [];
    // The best of five, since the first runs include compilation.
    for (let n = 0; n < 5; n++) timesMs.push(await cpuMsOf(() => parseMarkup(source)));
    expect(Math.min(...timesMs)).toBeLessThan(50);
  });
});

const normalised = (source: string) => source.replace(/\r\n?/g, '\n');

/** All characters of the tree, including targets of links, keys of references and mentions. */
function everything(blocks: Block[]): string {
  return blocks
    .map((block) => {
      if (block.kind === 'code') return block.text;
      if (block.kind === 'rule') return '---';
      const lines = block.kind === 'heading' ? [block.children] : block.lines;
      return lines.map(source).join('\n');
    })
    .join('\n');
}

function source(line: Inline[]): string {
  return line
    .map((node) => {
      if (node.kind === 'reference') return `${node.label}$${node.reference}`;
      if (node.kind !== 'link') return 'children' in node ? source(node.children) : inlineText([node]);
      const label = source(node.children);
      // A bare link's target is its text; other links of the generator have the target written here.
      return label === 'https://x.test/' || label.startsWith('https://') ? label : `${label}https://x.test/`;
    })
    .join('');
}

function hrefs(blocks: Block[]): string[] {
  const inLine = (line: Inline[]): string[] =>
    line.flatMap((node) => [
      ...(node.kind === 'link' ? [node.href] : []),
      ...('children' in node ? inLine(node.children) : []),
    ]);
  return blocks.flatMap((block) =>
    'lines' in block ? block.lines.flatMap(inLine) : 'children' in block ? inLine(block.children) : [],
  );
}

function depth(blocks: Block[]): number {
  const of = (line: Inline[]): number =>
    Math.max(0, ...line.map((node) => ('children' in node ? 1 + of(node.children) : 0)));
  return Math.max(0, ...blocks.flatMap((block) => ('lines' in block ? block.lines.map(of) : [])));
}
