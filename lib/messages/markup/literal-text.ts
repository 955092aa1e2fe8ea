import { bareLinkAt } from './inline-tokens';
import { LITERAL } from './literal-text-mark';

/** Escape sequences for terminal colours and titles. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is taken out
const TERMINAL = /\x1b(?:\[[0-9;:?]*[ -/]*[@-~]|\][^\x07\x1b]{0,200}(?:\x07|\x1b\\)?)/g;
/** Control characters but tabs and line breaks, marks that change the direction of writing, and noncharacters. */
const UNSEEN = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufeff\ufffe\uffff]|\p{Surrogate}/gu;

/** Most texts, from which nothing has to be removed. */
const PRINTABLE = /^[\x20-\x7e\n\t]*$/;

/** A foreign text without invisible characters, its line breaks as `\n`. */
export function visibleText(text: string): string {
  if (PRINTABLE.test(text)) return text;
  return text
    .replace(TERMINAL, '')
    .replace(/\r\n?/g, '\n')
    .replace(UNSEEN, '')
    .replace(/\p{Surrogate}/gu, '\ufffd');
}

const MARKUP = /[*_~`[\]]|^[#!]|\{(?=[@#])|https?:\/\//gi;

const RULE = /^[ \t]*-{3,}[ \t]*$/;

/** Markup that shows a visible text literally, mentions included; addresses in it are links. */
export function literal(text: string): string {
  return text.split('\n').map(literalLine).join('\n');
}

function literalLine(line: string): string {
  if (RULE.test(line)) return line.replace('-', `${LITERAL}-`);
  let out = '';
  let from = 0;
  MARKUP.lastIndex = 0;
  for (let match = MARKUP.exec(line); match; match = MARKUP.exec(line)) {
    const at = match.index;
    const found = match[0];
    if (found.length > 1) {
      const end = bareLinkAt(line, at)?.end;
      if (end === undefined) continue;
      out += line.slice(from, at) + withoutMentions(line.slice(at, end));
      from = end;
    } else {
      out += line.slice(from, at) + (found === '{' ? `{${LITERAL}` : `${LITERAL}${found}`);
      from = at + 1;
    }
    MARKUP.lastIndex = from;
  }
  return out + line.slice(from);
}

function withoutMentions(address: string): string {
  return address.replace(/\{([@#][^{}\s]*)(\}?)/g, (_, name, close) => `%7B${name}${close && '%7D'}`);
}

/** The inside of a code block that shows a visible text literally. */
export function literalCode(text: string): string {
  return text.replace(/`(?=``)/g, `\`${LITERAL}`).replace(/\{(?=[@#])/g, `{${LITERAL}`);
}
