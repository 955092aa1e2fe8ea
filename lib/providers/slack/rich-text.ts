import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import type { UncheckedObject } from '@/lib/messages/parts/unchecked';
import { codeBlock, readText } from '../markup/foreign-text';
import { asCode, linked } from '../markup/links';
import { at, lineAt, recordsAt } from '../markup/payload';

/** An element of a `rich_text` block: a section, list, quote or preformatted text. */
export function richText(element: UncheckedObject): string {
  const parts = recordsAt(element, 'elements');
  switch (element.type) {
    case 'rich_text_list':
      return parts
        .map((part, index) => `${element.style === 'ordered' ? `${index + 1}.` : '•'} ${richText(part)}`)
        .join('\n');
    case 'rich_text_preformatted':
      return codeBlock(
        parts.map((part) => readText(at(part, 'text') ?? at(part, 'url'), 2_000) ?? '').join(''),
        2_000,
      );
    case 'rich_text_quote':
      return `! ${parts.map(inline).join('').replace(/\n/g, '\n! ')}`;
    default:
      return parts.map(inline).join('').trim();
  }
}

function inline(part: UncheckedObject): string {
  switch (part.type) {
    case 'text':
      return styled(part);
    case 'link':
      return `${typeof part.text === 'string' && /^\s/.test(part.text) ? ' ' : ''}${linked(part.text ?? part.url, part.url)}`;
    case 'emoji':
      return emoji(part);
    case 'user':
    case 'usergroup':
      return literal(`@${lineAt(part, `${part.type}_id`) ?? ''}`);
    case 'channel':
      return literal(`#${lineAt(part, 'channel_id') ?? ''}`);
    case 'broadcast':
      return literal(`@${lineAt(part, 'range') ?? ''}`);
    default:
      return '';
  }
}

function styled(part: UncheckedObject): string {
  // Blanks between words are elements of their own.
  if (typeof part.text === 'string' && part.text.trim() === '') return part.text.slice(0, 20);
  const text = readText(part.text, 2_000);
  if (text === null) return '';
  if (at(part, 'style.code') === true) return asCode(text, 500);
  const mark = at(part, 'style.bold') === true ? '*' : at(part, 'style.italic') === true ? '_' : '';
  if (mark === '' || /^\s|\s$|\n/.test(text)) return literal(text);
  return `${mark}${literal(text)}${mark}`;
}

function emoji(part: UncheckedObject): string {
  const points = lineAt(part, 'unicode');
  if (!points || !/^[0-9a-f]{2,6}(?:-[0-9a-f]{2,6})*$/i.test(points))
    return `:${literal(lineAt(part, 'name') ?? '')}:`;
  const codes = points.split('-').map((digits) => Number.parseInt(digits, 16));
  return codes.every((code) => code <= 0x10ffff) ? String.fromCodePoint(...codes) : '';
}
