import 'server-only';
import { literal, visibleText } from '@/lib/messages/markup/literal-text';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { codeBlock, readLine } from '../markup/foreign-text';

/** Longer ones are not looked at to their end. */
const MAX_READ = 60_000;
const MAX_LINE = 1_000;
const HAS_ADDRESS = /https?:\/\/[^\s/]/i;

/**
 * Text that is no JSON and no form: logs, XML, YAML, NDJSON, CSV. A code block shows it as it is; one line with a link in it
 * is a text, so that the link can be followed.
 */
export function renderText(source: string): WireMessage {
  const beginning = source.slice(0, MAX_READ);
  if (isBinary(beginning)) return { text: 'A body that is no text; the usage history has it.' };
  const text = visibleText(beginning);
  const line = text.trim();
  if (line === '') return { text: 'A text of blanks alone.' };
  const isLine = !line.includes('\n') && line.length <= MAX_LINE && !/^</.test(line);
  if (isLine && HAS_ADDRESS.test(line)) return { text: literal(readLine(line, MAX_LINE) ?? line) };
  return { text: codeBlock(text) };
}

/** Formats that are no text have zeros, or many control characters, from the beginning. */
function isBinary(text: string): boolean {
  const beginning = text.slice(0, 1_000);
  const control = beginning.match(/[^\P{Cc}\s]/gu)?.length ?? 0;
  return beginning.includes('\0') || control > beginning.length / 6;
}
