import 'server-only';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import type { WireMessage } from '@/lib/webhooks/message/schema';
import { textOf } from './draw';
import { bold, readLine } from './markup/foreign-text';
import { worstOf } from './markup/tones';

export const SHOWN_OF_BATCH = 10;

/** The first events of a call with `total` of them, a line each. */
export function batchMessage(messages: readonly WireMessage[], total: number): WireMessage {
  const more = total - messages.length;
  const tone = worstOf(messages.map(({ styles }) => styles?.background));
  return {
    text: textOf([
      bold(`${total.toLocaleString('en')} events`),
      ...messages.map((message) => `• ${lineOf(message)}`),
      more > 0 ? `and ${more.toLocaleString('en')} more` : null,
    ]),
    ...(tone ? { styles: { background: tone } } : {}),
  };
}

/** The message's title, or the first line of its text. */
function lineOf({ card, text = '' }: WireMessage): string {
  if (card?.title) return bold(card.title);
  const [first = ''] = text.split('\n');
  const isWhole = plainText(parseMarkup(first)).trim() !== '' && !first.startsWith('```');
  return isWhole ? first : bold(readLine(plainText(parseMarkup(text)), 200) ?? 'An event');
}
