import 'server-only';
import { asArray, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Fact } from '../draw';
import { fromMarkdown } from '../markup/markdown';
import { at, lineAt, recordsAt, textAt } from '../markup/payload';
import { toneOfColour } from '../markup/tones';
import type { Provider } from '../provider';
import { type Section, sectionsMessage } from '../sections';

const KEYS = new Set([
  ...[
    'content',
    'embeds',
    'username',
    'avatar_url',
    'tts',
    'allowed_mentions',
    'components',
    'attachments',
    'flags',
  ],
  ...['thread_name', 'applied_tags', 'poll', 'nonce'],
]);

/** Messages to Discord's webhooks. */
export const discord: Provider = {
  name: 'discord',
  title: null,
  detect: ({ payload }) => {
    if (typeof payload.content !== 'string' && asArray(payload.embeds).length === 0) return false;
    const [embed] = asArray(payload.embeds);
    const isEmbed = ['title', 'description', 'fields', 'author'].some((key) => at(embed, key) !== undefined);
    return isEmbed || Object.keys(payload).every((key) => KEYS.has(key));
  },
  event: () => null,
  render: ({ payload }) => {
    const content = textAt(payload, 'content', 3_000);
    const embeds = recordsAt(payload, 'embeds').slice(0, 10).map(sectionOf);
    return sectionsMessage([content && withoutCalls(content)], embeds, payload.username);
  },
};

function sectionOf(embed: UncheckedObject): Section {
  const author = lineAt(embed, 'author.name');
  const description = textAt(embed, 'description', 3_000);
  const title = lineAt(embed, 'title');
  return {
    tone: toneOfColour(embed.color),
    title: title ?? author,
    address: embed.url,
    lines: [
      title && author && fromMarkdown(author),
      description && withoutCalls(description),
      footerOf(embed),
    ],
    facts: recordsAt(embed, 'fields').flatMap((field): Fact[] => {
      const value = textAt(field, 'value', 500);
      return value === null ? [] : [[lineAt(field, 'name') ?? ' ', withoutCalls(value)]];
    }),
  };
}

function footerOf(embed: UncheckedObject): string | null {
  const footer = lineAt(embed, 'footer.text');
  return footer && fromMarkdown(footer);
}

/** Replaces `<@123>`, `<#123>`, `<:name:123>` and `<t:123:R>`, which mean something only in Discord. */
function withoutCalls(text: string): string {
  const plain = text
    .replace(/<a?(:\w{1,50}:)\d+>/g, '$1')
    .replace(/<(?:@[!&]?|#)(\d+)>/g, (whole, id) => `${whole[1]}${id}`)
    .replace(/<t:(\d{1,12})(?::\w)?>/g, (_, seconds) =>
      new Date(Number.parseInt(seconds, 10) * 1_000).toISOString().slice(0, 16).replace('T', ' '),
    );
  return fromMarkdown(plain);
}
