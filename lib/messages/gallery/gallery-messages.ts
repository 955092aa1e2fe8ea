import 'server-only';
import type { FeedMessage, FeedSender } from '@/lib/feeds/dto';
import { type MessageContent, readMessageContent } from '@/lib/messages/content';
import { isPoll } from '@/lib/polls/is-poll';
import { type GalleryExample, type GalleryGroup, PICTURES } from './example';

/** The URL of public/styleguide. */
const OWN_PICTURES = '/styleguide/';
const NAMES = {
  '@1001': 'Ada Lovelace',
  '@all': 'all',
  '@participants': 'participants',
  '#builds': 'builds',
};
const OWNER = 'Grace Hopper';

type DrawnGroup = { title: string; examples: { name: string; message: FeedMessage }[] };

/** A gallery as messages of a feed, as a channel's page would receive them. */
export function galleryMessages(gallery: readonly GalleryGroup[]): DrawnGroup[] {
  let seq = 0;
  return gallery.map(({ title, examples }) => ({
    title,
    examples: examples.map((example) => {
      seq += 1;
      return { name: example.name, message: messageOf(example, seq) };
    }),
  }));
}

function messageOf({ message }: GalleryExample, seq: number): FeedMessage {
  const read = readMessageContent(JSON.stringify(message));
  // Only after reading: a message's pictures need an http or https address.
  const content: MessageContent = JSON.parse(JSON.stringify(read).replaceAll(PICTURES, OWN_PICTURES));
  return {
    seq,
    id: `0_${seq}`,
    sentAt: '2026-11-27T03:00:00.000Z',
    sender: senderOf(content),
    via: 'Build server',
    personal: false,
    content,
    quote: null,
    thread: null,
    resolved: null,
    votes: isPoll(content)
      ? { counts: content.card?.options.map((_, place) => 5 - place) ?? [], own: 0 }
      : null,
    mentions: NAMES,
    privateMentions: [],
    deadButtons: {},
  };
}

function senderOf({ bot }: MessageContent): FeedSender {
  if (!bot)
    return { kind: 'user', key: OWNER, name: OWNER, pictureOf: OWNER, imageUrl: null, ownerName: null };
  const name = bot.name ?? OWNER;
  return { kind: 'custom', key: name, name, pictureOf: name, imageUrl: bot.imageUrl, ownerName: OWNER };
}
