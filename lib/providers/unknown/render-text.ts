import 'server-only';
import { literal, visibleText } from '@/lib/messages/markup/literal-text';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { codeBlock, readLine } from '../markup/foreign-text';

/** Only this much of a longer text is read. */
const MAX_READ = 60_000;
const MAX_LINE = 1_000;
const HAS_ADDRESS = /https?:\/\/[^\s/]/i;

/**
 * Text that is neither JSON nor a form: logs, XML, YAML, NDJSON, CSV. A code block shows it as it is; a single line
 * with a link becomes a text, so that the link can be followed.
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

/** Binary formats have zeros, or many control characters, near the beginning. */
function isBinary(text: string): boolean {
  const beginning = text.slice(0, 1_000);
  const control = beginning.match(/[^\P{Cc}\s]/gu)?.length ?? 0;
  return beginning.includes('\0') || control > beginning.length / 6;
}
