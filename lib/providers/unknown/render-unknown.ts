import 'server-only';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { contentOf, type ForeignCall } from '../foreign-call';
import { bold, codeBlock, literalWithin, readText } from '../markup/foreign-text';
import { fromMarkdown } from '../markup/markdown';
import { entries, fieldsOf } from './fields';
import { type Headline, headlineOf } from './headline';
import { fieldSlides } from './render-fields';
import { renderText } from './render-text';

const MAX_PARAGRAPH = 4_000;
/** Lines that a program formatted: in columns, or many. */
const IN_COLUMNS = /\n[ \t]+\S|\S {3,}\S/;
const MANY_LINES = /(?:[^\n]*\n){8}/;
const HAS_ADDRESS = /https?:\/\/[^\s/]/i;

/**
 * The message of a call that no provider knows: its title, its text, a short table of the most telling fields, and
 * the rest folded. A text is shown as it is. The message may be shortened; the usage history has the whole.
 */
export function renderUnknown(call: ForeignCall): WireMessage {
  const { value, kind } = contentOf(call);
  if (kind === 'none') return { text: `${call.method} call without a body` };
  // The digits of a number are no text of a program.
  if (['number', 'boolean'].includes(typeof value) || typeof call.body.value === 'number')
    return { text: readText(value, MAX_PARAGRAPH) ?? '' };
  if (typeof value === 'string') return renderText(value);
  const { title, body, paths } = headlineOf(value);
  const { fields, isWhole } = fieldsOf(value, paths);
  const heading = title ?? (Array.isArray(value) && value.length !== 1 ? entries(value) : null);
  const text = [heading && bold(heading), body && paragraph(body)].filter(Boolean).join('\n');
  const slides = fieldSlides(fields, isWhole);
  if (text === '' && slides.length === 0) return { text: `${call.method} call that says nothing` };
  return { ...(text === '' ? {} : { text }), ...(slides.length === 0 ? {} : { slides }) };
}

function paragraph({ text, isMarkdown }: NonNullable<Headline['body']>): string {
  if (isMarkdown) return fromMarkdown(text);
  const trimmed = text.trim();
  return looksSet(trimmed) ? codeBlock(text, MAX_PARAGRAPH) : literalWithin(trimmed, MAX_PARAGRAPH);
}

/** Addresses in a code block could not be followed. */
function looksSet(text: string): boolean {
  return IN_COLUMNS.test(text) || (MANY_LINES.test(text) && !HAS_ADDRESS.test(text));
}
