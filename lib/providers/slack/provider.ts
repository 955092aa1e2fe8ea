import 'server-only';
import { asArray, type UncheckedObject } from '@/lib/messages/parts/unchecked';
import type { Fact, Link } from '../draw';
import { cut, readText } from '../markup/foreign-text';
import { fromMrkdwn } from '../markup/mrkdwn';
import { at, firstLine, lineAt, recordsAt, textAt } from '../markup/payload';
import { toneOfColour } from '../markup/tones';
import type { Provider, ServiceCall } from '../provider';
import { type Section, sectionsMessage } from '../sections';
import { blocksSection } from './blocks';

/** Members of a message to Slack's and Mattermost's incoming webhooks. */
const KEYS = new Set([
  ...[
    'text',
    'attachments',
    'blocks',
    'username',
    'channel',
    'icon_url',
    'icon_emoji',
    'mrkdwn',
    'link_names',
  ],
  ...[
    'unfurl_links',
    'unfurl_media',
    'thread_ts',
    'reply_broadcast',
    'response_type',
    'parse',
    'as_user',
    'props',
  ],
  ...['type', 'priority', 'metadata', 'replace_original', 'delete_original', 'alias', 'avatar', 'emoji'],
]);
const MAX_ATTACHMENTS = 10;

/** Messages to Slack, Mattermost and services with the same format (Rocket.Chat, Discord's `/slack`). */
export const slack: Provider = {
  name: 'slack',
  title: null,
  detect: ({ payload }) => {
    const isKnown = Object.keys(payload).every((key) => KEYS.has(key));
    const says = [payload.text, payload.attachments, payload.blocks];
    if (!says.some((part) => (typeof part === 'string' ? part.trim() !== '' : asArray(part).length > 0)))
      return false;
    return isKnown || looksLikeBlocks(payload) || looksLikeAttachments(payload);
  },
  event: () => null,
  render,
};

function looksLikeBlocks({ blocks }: UncheckedObject): boolean {
  const [first] = asArray(blocks);
  return ['section', 'header', 'rich_text', 'context', 'markdown'].includes(lineAt(first, 'type') ?? '');
}

function looksLikeAttachments({ attachments }: UncheckedObject): boolean {
  return ['fallback', 'color', 'pretext', 'title_link'].some(
    (key) => at(asArray(attachments)[0], key) !== undefined,
  );
}

function render({ payload }: ServiceCall) {
  const attachments = recordsAt(payload, 'attachments').slice(0, MAX_ATTACHMENTS);
  const blocks = blocksSection(recordsAt(payload, 'blocks'));
  const text = textAt(payload, 'text', 3_000);
  const parts = [...(blocks ? [blocks] : []), ...attachments.flatMap((one) => sectionOf(one) ?? [])];
  const lead = text === null ? '' : fromMrkdwn(text);
  // Beside blocks, the text is only their summary for notifications.
  const isRepeated = Boolean(blocks?.lines?.length) || isContainedIn(parts, lead);
  return sectionsMessage([isRepeated ? null : lead], parts, payload.username ?? payload.alias);
}

/** Whether the parts contain every line of the text. */
function isContainedIn(parts: readonly Section[], text: string): boolean {
  const said = parts.flatMap(({ title, lines = [], facts = [] }) => [
    title,
    ...lines,
    ...facts.map((fact) => fact[1]),
  ]);
  const all = said.filter(Boolean).join('\n').split('\n');
  return text.split('\n').every((line) => line.trim() === '' || all.includes(line));
}

function sectionOf(attachment: UncheckedObject): Section | null {
  const nested = blocksSection(recordsAt(attachment, 'blocks'));
  const tone = toneOfColour(attachment.color);
  if (nested) return { ...nested, tone };
  const title = lineAt(attachment, 'title');
  const text = textAt(attachment, 'text', 3_000);
  const pretext = textAt(attachment, 'pretext', 1_000);
  const facts = recordsAt(attachment, 'fields').flatMap(factOf);
  const fallback =
    title || text || pretext || facts.length > 0 ? null : textAt(attachment, 'fallback', 1_000);
  const author = lineAt(attachment, 'author_name');
  const footer = lineAt(attachment, 'footer');
  // Author and origin stand at the end, on one line.
  const origin = [author, footer].filter((part) => part !== null).join(' · ');
  const lines = [pretext, text, fallback, origin];
  return {
    tone,
    title: title && plainOf(title),
    address: attachment.title_link,
    lines: lines.map((line) => line && fromMrkdwn(line)),
    facts,
    links: [
      ...recordsAt(attachment, 'actions').map(
        (action): Link => [firstLine(action, 'text', 'name') ?? 'Open', action.url],
      ),
      ['Picture', attachment.image_url],
    ],
  };
}

function factOf(field: UncheckedObject): Fact[] {
  const value = readText(field.value, 500);
  return value === null ? [] : [[lineAt(field, 'title') ?? ' ', fromMrkdwn(cut(value, 500))]];
}

/** Titles are plain text with Slack's escapes; links and marks in them are of no use here. */
function plainOf(title: string): string {
  return title
    .replace(/<[^<>|]+\|([^<>]+)>/g, '$1')
    .replace(/&lt;/g, '<')
    .replace(/&gt;/g, '>')
    .replace(/&amp;/g, '&');
}
