import 'server-only';
import { literal, literalCode } from '@/lib/messages/markup/literal-text';
import { LITERAL } from '@/lib/messages/markup/literal-text-mark';
import { textOf } from '@/lib/providers/draw';
import { readLine } from '@/lib/providers/markup/foreign-text';
import { type Part, partsOf } from './placeholders';

/** A text of the call, or markup made from it; null when missing. */
export type Value = { text: string } | { markup: string } | null;
type Look = (name: string) => Value;

const MAX_TITLE = 200;
/** The limit of markup that placeholders add up to. */
const MAX_BODY = 20_000;

/** A title as plain text without its missing values; null when nothing is left. `look` returns texts only. */
export function fillTitle(template: string, look: (name: string) => string | null): string | null {
  const parts = partsOf(template);
  const texts = parts.map((part) => ('text' in part ? part.text : (look(part.name) ?? '')));
  const isEmpty = parts.every((part, at) => 'text' in part || texts[at] === '') && hasPlaceholder(parts);
  return isEmpty ? null : readLine(texts.join(''), MAX_TITLE);
}

/**
 * A text in markup: the template's own markup counts, values of the call are shown literally and mention nobody. A
 * line whose placeholders are all missing is left out.
 */
export function fillBody(template: string, look: Look): string {
  let inCode = false;
  let length = 0;
  const lines: string[] = [];
  for (const line of template.split('\n')) {
    if (line.trimStart().startsWith('```')) inCode = !inCode;
    const filled = fillLine(partsOf(line), look, inCode);
    if (filled === null) continue;
    length += filled.length;
    if (length > MAX_BODY) break;
    lines.push(filled === '' ? ' ' : filled);
  }
  return textOf(lines);
}

function fillLine(parts: readonly Part[], look: Look, inCode: boolean): string | null {
  let out = '';
  let isFilled = false;
  parts.forEach((part, at) => {
    if ('text' in part) {
      out += part.text;
      return;
    }
    const value = look(part.name);
    if (value === null) return;
    isFilled = true;
    out += 'markup' in value ? value.markup : inserted(value.text, out, parts[at + 1], inCode);
  });
  return isFilled || !hasPlaceholder(parts) ? out : null;
}

const hasPlaceholder = (parts: readonly Part[]) => parts.some((part) => 'name' in part);

/** Markup that shows `text` literally, whatever the template has before and after it. */
function inserted(text: string, before: string, next: Part | undefined, inCode: boolean): string {
  const shown = inCode ? literalCode(text) : literal(text);
  const start = before.endsWith('{') || before.endsWith('`') ? LITERAL : '';
  const after = next && 'text' in next ? next.text : '';
  const end = text.endsWith('{') && /^[@#]/.test(after) ? LITERAL : '';
  return shown === '' ? '' : `${start}${shown}${end}`;
}
