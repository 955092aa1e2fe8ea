import 'server-only';
import { literal } from '@/lib/messages/markup/literal-text';
import { safeLink } from '@/lib/messages/markup/safe-url';
import { readLine } from './foreign-text';

/** Longer addresses are not linked in a text. */
const MAX_TARGET = 2_000;

/**
 * A foreign address that may be linked to, without characters that would end a link in markup; null when it is none.
 */
export function readLink(value: unknown): string | null {
  const href = typeof value === 'string' ? safeLink(value) : null;
  if (href === null || href.length > MAX_TARGET) return null;
  return href.replace(/[()\s{}]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`);
}

/** A foreign text linked to an address; the text alone without one, and empty without a text and an address. */
export function linked(label: unknown, address: unknown, limit = 200): string {
  const text = readLine(label, limit);
  const href = readLink(address);
  if (text === null) return href ?? '';
  return href === null ? literal(text) : `[${literal(text)}](${href})`;
}

/** A name, branch or revision as code. */
export function asCode(value: unknown, limit = 100): string {
  const text = readLine(value, limit);
  if (text === null) return '';
  return text.includes('`') || text.includes('{') ? literal(text) : `\`${text}\``;
}
