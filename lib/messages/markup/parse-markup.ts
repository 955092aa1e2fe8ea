import type { Block, Line } from './ast';
import { LITERAL } from './literal-text-mark';
import { parseInline } from './parse-inline';

const FENCE = '```';
const HEADING = /^(#{1,6})[ \t]+(?=\S)/;
const RULE = /^[ \t]*-{3,}[ \t]*$/;
const QUOTE = /^!(?=[^!=[\s])|^![ \t]+(?=\S)/;

/**
 * Cliq markup as a tree. Never fails: everything that is no markup stays text. Takes time in proportion to the text,
 * even for texts made to be slow.
 */
export function parseMarkup(text: string): Block[] {
  const source = text.replace(/\r\n?/g, '\n');
  const blocks: Block[] = [];
  let from = 0;
  while (from < source.length) {
    const open = source.indexOf(FENCE, from);
    const close = open < 0 ? -1 : source.indexOf(FENCE, open + FENCE.length);
    const code = close < 0 ? '' : trimBlankEdges(source.slice(open + FENCE.length, close));
    if (close < 0) break;
    if (code.trim() !== '') {
      parseLines(trimOneNewline(source.slice(from, open)), blocks);
      blocks.push({ kind: 'code', text: code.replaceAll(LITERAL, '') });
    } else {
      parseLines(source.slice(from, close + FENCE.length), blocks);
    }
    from = close + FENCE.length;
    if (source[from] === '\n') from += 1;
  }
  if (from < source.length) parseLines(source.slice(from), blocks);
  return blocks;
}

function parseLines(text: string, blocks: Block[]) {
  let open: { kind: 'paragraph' | 'quote'; lines: Line[] } | undefined;
  for (const line of text.split('\n')) {
    const single = singleLineBlock(line);
    if (single) {
      blocks.push(single);
      open = undefined;
      continue;
    }
    if (line.trim() === '') {
      open = undefined;
      continue;
    }
    const quote = QUOTE.exec(line);
    const kind = quote ? 'quote' : 'paragraph';
    if (open?.kind !== kind) {
      open = { kind, lines: [] };
      blocks.push(open);
    }
    open.lines.push(parseInline(quote ? line.slice(quote[0].length) : line));
  }
}

function singleLineBlock(line: string): Block | undefined {
  if (RULE.test(line)) return { kind: 'rule' };
  const heading = HEADING.exec(line);
  if (!heading) return undefined;
  // Cliq has three levels, Markdown six.
  const level = Math.min(heading[1]?.length ?? 1, 3) as 1 | 2 | 3;
  return { kind: 'heading', level, children: parseInline(line.slice(heading[0].length)) };
}

const BLANK_LINE = /^[ \t]*\n/;
/** Language names that Markdown puts behind an opening fence; any other first line is code. */
const LANGUAGE =
  /^(?:bash|c|c\+\+|c#|console|cpp|cs|csharp|css|diff|dockerfile|go|golang|graphql|groovy|hcl|html|http|ini|java|javascript|js|json|jsx|kotlin|log|lua|makefile|markdown|md|patch|perl|php|plaintext|powershell|ps1|py|python|r|rb|rs|ruby|rust|scala|scss|sh|shell|sql|swift|terraform|text|toml|ts|tsx|txt|typescript|xml|yaml|yml|zsh)[ \t]*\n/i;

/** The line break after an opening fence and the one before the closing fence belong to the fences. */
function trimBlankEdges(code: string): string {
  return trimOneNewline(code.replace(BLANK_LINE.test(code) ? BLANK_LINE : LANGUAGE, ''));
}

function trimOneNewline(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
