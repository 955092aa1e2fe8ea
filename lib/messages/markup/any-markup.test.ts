import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cpuMsOf } from '@/test/support/cpu-time';
import { type Block, type Inline, inlineText } from './ast';
import { parseMarkup } from './parse-markup';

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
