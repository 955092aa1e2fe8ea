import type { FeedMessage } from '@/lib/feeds/dto';
import { readMessageContent } from '@/lib/messages/content';

type Input = { sentAt?: string; sender?: string };

/** A message as a page has it. */
export function feedMessage(
  seq: number,
  { sentAt = '2026-03-03T10:00:00Z', sender = 'Ada' }: Input = {},
): FeedMessage {
  return {
    seq,
    id: String(seq),
    sentAt,
    sender: { kind: 'user', key: sender, name: sender, pictureOf: sender, imageUrl: null, ownerName: null },
    via: 'Shell',
    personal: false,
    content: readMessageContent('{"text":"x"}'),
    quote: null,
    thread: null,
    resolved: null,
    mentions: {},
    privateMentions: [],
    votes: null,
    deadButtons: {},
  };
}
