import type { Resolution } from '@/lib/feeds/dto';
import type { MessageContent } from '@/lib/messages/content';

/**
 * A message whose alert is over, as it is shown from then on: green, with the word for it and the duration.
 * Browser-safe.
 */
export function resolvedContent(content: MessageContent, { after, title }: Resolution): MessageContent {
  const { card, text } = content;
  const accent = 'green' as const;
  if (!card)
    return { ...content, accent, text: [text, `Resolved after ${after}`].filter(Boolean).join('\n') };
  return { ...content, accent, card: { ...card, title: titleOf(card.title, { after, title }) } };
}

/** A duration in the service's own title takes precedence. */
function titleOf(before: string | null, { after, title }: Resolution): string {
  if (title === null) return [before, `resolved after ${after}`].filter(Boolean).join(' · ');
  return / after \d/.test(title) ? title : `${title} after ${after}`;
}
