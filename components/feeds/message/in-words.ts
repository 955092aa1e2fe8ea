import type { FeedMessage } from '@/lib/feeds/dto';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { shorten } from '@/lib/messages/parts/shorten';

/** A message as plain text of at most `maxChars` characters, without markup and with the names of mentioned people. */
export function messageInWords({ content, mentions }: FeedMessage, maxChars: number): string {
  const said = content.text ?? '';
  const text = content.markup ? plainText(parseMarkup(said.slice(0, 4 * maxChars)), mentions) : said;
  const about = content.card?.title ?? content.slides[0]?.title ?? '';
  const files = content.text ? '' : content.files.map(({ name }) => name).join(', ');
  return shorten([about, text.trim(), files].filter(Boolean).join('. '), maxChars);
}
