import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readMessageContent } from '../content';
import { everybodyIn, mentionsIn } from '../mentions';
import { type Inline, plainText } from './ast';
import { literal, literalCode, visibleText } from './literal-text';
import { parseInline } from './parse-inline';
import { parseMarkup } from './parse-markup';

const kindsOf = (nodes: Inline[]): string[] =>
  nodes.flatMap((node) => ('children' in node ? [node.kind, ...kindsOf(node.children)] : [node.kind]));
const calledBy = (text: string) => {
  const content = readMessageContent(JSON.stringify({ text }));
  return [...everybodyIn(content), ...mentionsIn(content)];
};

/** Lines made of markup's characters. */
const nasty = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        '*',
        '_',
        '~',
        '`',
        '[',
        ']',
        '(',
        ')',
        '{@all}',
        '{#x}',
        '#',
        '!',
        '---',
        ' ',
        '"',
        "'",
        '|',
      ),
      fc.constantFrom(
        'https://x.test/a_(b)',
        'http://',
        'https://x.test/{@all}?q=*b*',
        '[a](https://x.test)',
      ),
      fc.string({ maxLength: 4 }),
    ),
    { maxLength: 12 },
  )
  .map((parts) => visibleText(parts.join('')));

describe('a foreign text', () => {
  it.each([
    'Fix *bold* and _slanted_ and `code` and ~gone~ in snake_case',
    '# no heading',
    '! no quote',
    '---',
    '  -----',
    '[text](https://evil.test) {@all} {@10012} {#builds} [Approve]($1)',
    'a ``` b ``` c',
  ])('%s is shown as it was written', (text) => {
    expect(plainText(parseMarkup(literal(text)))).toBe(text);
    expect(calledBy(literal(text))).toEqual([]);
  });

  it('keeps its addresses whole, and they are links', () => {
    const address = 'https://kibana.test/app/discover#/?_a=(query:\'level:"error"\')&x=a_b_c*d*';
    expect(parseInline(literal(`see ${address} now`))).toMatchObject([
      { kind: 'text', text: 'see ' },
      { kind: 'link', children: [{ kind: 'text' }] },
      { kind: 'text' },
    ]);
  });

  it('never becomes markup or a mention, whatever it holds', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        for (const line of text.split('\n')) {
          const nodes = parseInline(literal(line));
          expect(kindsOf(nodes).filter((kind) => kind !== 'text' && kind !== 'link')).toEqual([]);
          const shown = plainText(parseMarkup(literal(line)));
          if (!line.includes('{@') && !line.includes('{#'))
            expect(shown).toBe(line.trim() === '' ? '' : line);
        }
        expect(calledBy(literal(text))).toEqual([]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('stands in a code block as it is, fences and mentions included', () => {
    fc.assert(
      fc.property(nasty, (text) => {
        const block = `\`\`\`\n${literalCode(text)}\n\`\`\``;
        if (text.trim() === '') return;
        expect(parseMarkup(block)).toEqual([{ kind: 'code', text }]);
        expect(calledBy(block)).toEqual([]);
      }),
    );
    const fenced = 'a\n```\nb {@all}\n````\nc';
    expect(parseMarkup(`\`\`\`\n${literalCode(fenced)}\n\`\`\``)).toEqual([{ kind: 'code', text: fenced }]);
  });

  it('loses terminal colours and what turns the direction of writing', () => {
    expect(visibleText('\u001b[31mFAILED\u001b[0m \u202egnp.exe\u0007\r\nnext')).toBe('FAILED gnp.exe\nnext');
  });
});
