import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { findDeadButtons } from '@/lib/message-actions/dead-buttons';
import { type MessageContent, readMessageContent } from '@/lib/messages/content';
import { isPoll } from '@/lib/polls/is-poll';
import { readVotes } from '@/lib/polls/read-votes';
import { wireMessageId } from '@/lib/webhooks/endpoints/wire-ids';
import type { FeedMessage, FeedSender, ThreadBelow } from '../dto';
import type { FeedRow } from './feed-row';
import { nameMentions } from './name-mentions';
import { readQuotes } from './read-quotes';
import { readThreads } from './read-threads';

/** Rows as they leave the server, with the names of mentioned people and channels. */
export async function toFeedMessages(user: SignedInUser, rows: FeedRow[]): Promise<FeedMessage[]> {
  const asSeenBy = await feedMessagesFor([user.id], rows);
  return rows.map((_, index) => asSeenBy(user.id, index));
}

/**
 * The same rows for several viewers, in as many queries as for one. Viewers who see a row alike (nearly always all of
 * them) share one object, which is then serialised only once.
 */
export async function feedMessagesFor(
  viewerIds: readonly string[],
  rows: FeedRow[],
): Promise<(viewerId: string, index: number) => FeedMessage> {
  const contents = rows.map((row) => readMessageContent(row.content));
  const polls = rows.filter((_, index) => isPoll(contents[index] as MessageContent));
  const [mentionsOf, votesOf, quoteOf, deadButtonsOf, threads] = await Promise.all([
    nameMentions(viewerIds, contents),
    readVotes(viewerIds, polls),
    readQuotes(viewerIds, contents),
    findDeadButtons(viewerIds, rows, contents),
    // Everybody who sees a message sees its thread.
    readThreads(
      null,
      rows[0]?.feedId ?? 0,
      rows.map(({ seq }) => Number(seq)),
    ),
  ]);
  const shared = rows.map((row, index) => sharedPart(row, contents[index] as MessageContent, threads));
  const seen = new Map<string, FeedMessage>();
  return (viewerId, index) => {
    const common = shared[index] as SharedPart;
    const { content, seq } = common;
    const own = {
      ...mentionsOf(viewerId, content, rows[index]?.callsEverybody ?? false),
      quote: quoteOf(viewerId, content.replyTo),
      votes: isPoll(content) ? votesOf(viewerId, seq) : null,
      deadButtons: deadButtonsOf(viewerId, index),
    };
    const key = `${index} ${JSON.stringify(own)}`;
    const message = seen.get(key) ?? { ...common, ...own };
    seen.set(key, message);
    return message;
  };
}

type SharedPart = Omit<FeedMessage, 'mentions' | 'privateMentions' | 'quote' | 'votes' | 'deadButtons'>;

function sharedPart(row: FeedRow, content: MessageContent, threads: ThreadBelow[]): SharedPart {
  const below = threads.find(({ seq }) => seq === Number(row.seq));
  return {
    seq: Number(row.seq),
    id: wireMessageId(row.sentAt.getTime(), row.feedId, Number(row.seq)),
    sentAt: row.sentAt.toISOString(),
    sender: senderOf(row, content),
    via: row.via,
    personal: row.recipientId !== null,
    content,
    thread: below?.thread ?? null,
    resolved: below?.resolved ?? null,
  };
}

function senderOf(row: FeedRow, content: MessageContent): FeedSender {
  const ownerName = row.senderName ?? 'Former member';
  if (content.bot) {
    const { name, imageUrl } = content.bot;
    const shown = name ?? row.botName ?? ownerName;
    return {
      kind: 'custom',
      key: `${row.senderId}/${shown}/${imageUrl ?? ''}`,
      name: shown,
      pictureOf: shown,
      imageUrl,
      ownerName,
    };
  }
  if (row.botId) {
    const name = row.botName ?? 'Former bot';
    const key = `${row.botId}/${row.senderId}`;
    return { kind: 'bot', key, name, pictureOf: row.botId, imageUrl: row.botImageUrl, ownerName };
  }
  if (row.extensionName) {
    const name = row.extensionName;
    return {
      kind: 'extension',
      key: `extension/${row.feedId}/${row.senderId}`,
      name,
      pictureOf: name,
      imageUrl: null,
      ownerName,
    };
  }
  return {
    kind: 'user',
    key: row.senderId,
    name: ownerName,
    pictureOf: row.senderId,
    imageUrl: null,
    ownerName: null,
  };
}
