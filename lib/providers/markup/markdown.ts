import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { codeBlock, cut } from './foreign-text';
import { linked } from './links';

/**
 * Markdown as GitHub, Discord, Mattermost and Teams write it: fenced code, code, images and links, bold, italic,
 * struck. Everything else is text, and so are mentions.
 */
const TOKENS =
  /```[\w+-]*\n?([\s\S]*?)```|`([^`\n]+)`|!?\[([^\]\n]*)\]\(<?(https?:\/\/[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*)>?(?:\s+"[^"\n]*")?\)|<(https?:\/\/[^\s<>|]+)>|(?<![\w*])(\*\*|__)(?=\S)((?:(?!\6)[^\n])+?)(?<=\S)\6(?!\w)|(?<![\w*])([*_])(?=[^\s*_])((?:(?!\8)[^\n])+?)(?<=\S)\8(?!\w)|~~([^~\n]+)~~/g;
const HEADING = /^(#{1,6})[ \t]+(?=\S|$)/;
const BULLET = /^([ \t]*)[-*+][ \t]+(?:\[([ xX])\][ \t]+)?(?=\S|$)/;
const RULE = /^ {0,3}([-*_])(?:[ \t]*\1){2,}[ \t]*$/;
const MAX_SOURCE = 3_000;

export function fromMarkdown(source: string, limit = MAX_SOURCE): string {
  const text = cut(source.replace(/<!--[\s\S]*?(?:-->|$)/g, '').trim(), Math.min(limit, MAX_SOURCE));
  let out = '';
  let from = 0;
  for (const match of text.matchAll(TOKENS)) {
    out += lines(text.slice(from, match.index), from === 0 || out.endsWith('\n'));
    out += tokenOf(match);
    from = match.index + match[0].length;
  }
  return (out + lines(text.slice(from), from === 0 || out.endsWith('\n'))).trim();
}

function tokenOf(match: RegExpMatchArray): string {
  const [whole, fenced, code, label, address, auto, , bold, , italic, struck] = match;
  if (fenced !== undefined) return fenced.trim() === '' ? '' : `\n${codeBlock(fenced, 2_000)}\n`;
  if (code !== undefined) return /[{}]/.test(code) ? literal(code) : `\`${code}\``;
  if (address !== undefined) return linked(label || 'Picture', address);
  if (auto !== undefined) return literal(auto);
  if (bold !== undefined) return `*${literal(bold)}*`;
  if (italic !== undefined) return `_${literal(italic)}_`;
  if (struck !== undefined) return `~${literal(struck)}~`;
  return literal(whole);
}

/** Replaces the marks at the beginning of lines by ours. */
function lines(text: string, atLineStart: boolean): string {
  return text
    .split('\n')
    .map((line, index) => (index > 0 || atLineStart ? wholeLine(line) : literal(line)))
    .join('\n');
}

function wholeLine(line: string): string {
  if (RULE.test(line)) return '---';
  const heading = HEADING.exec(line);
  if (heading) return `### ${literal(line.slice(heading[0].length))}`;
  const quoted = /^>+[ \t]*/.exec(line);
  if (quoted) return line === quoted[0] ? '' : `! ${literal(line.slice(quoted[0].length))}`;
  const bullet = BULLET.exec(line);
  if (!bullet) return literal(line);
  const [whole, indent = '', box] = bullet;
  const mark = box === undefined ? '•' : box === ' ' ? '☐' : '☑';
  return `${indent}${mark} ${literal(line.slice(whole.length))}`;
}
