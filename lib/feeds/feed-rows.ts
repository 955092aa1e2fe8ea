import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { type MessageContent, readMessageContent } from '@/lib/messages/message-content';
import { isPoll } from '@/lib/polls/is-poll';
import { readVotes } from '@/lib/polls/read-votes';
import { wireMessageId } from '@/lib/webhooks/wire-ids';
import type { FeedMessage, FeedSender } from './dto';
import { nameMentions } from './name-mentions';
import { readQuotes } from './read-quotes';
import { readThreads } from './read-threads';

/** One row of `message` with the names of its sender. */
export type FeedRow = {
  feedId: number;
  seq: bigint;
  sentAt: Date;
  recipientId: string | null;
  senderId: string;
  senderName: string | null;
  botId: string | null;
  botName: string | null;
  botImageUrl: string | null;
  /** Set in an extension's own feed: everything there is the extension's. */
  extensionName: string | null;
  via: string | null;
  content: string;
};

/** Rows as they leave the server, with the people and channels they mention named. */
export async function toFeedMessages(user: SignedInUser, rows: FeedRow[]): Promise<FeedMessage[]> {
  const contents = rows.map((row) => readMessageContent(row.content));
  const polls = rows.filter((_, index) => isPoll(contents[index] as MessageContent));
  const [mentionsOf, votesOf, quotes, threads] = await Promise.all([
    nameMentions(user, contents),
    readVotes(user.id, polls),
    readQuotes(user, contents),
    readThreads(
      user.id,
      rows[0]?.feedId ?? 0,
      rows.map(({ seq }) => Number(seq)),
    ),
  ]);
  return rows.map((row, index) => {
    const content = contents[index] as MessageContent;
    return {
      seq: Number(row.seq),
      id: wireMessageId(row.sentAt.getTime(), row.feedId, Number(row.seq)),
      sentAt: row.sentAt.toISOString(),
      sender: senderOf(row, content),
      via: row.via,
      personal: row.recipientId !== null,
      content,
      quote: quotes.get(content.replyTo ?? '') ?? null,
      thread: threads.find(({ seq }) => seq === Number(row.seq))?.thread ?? null,
      mentions: mentionsOf(content),
      votes: isPoll(content) ? votesOf(Number(row.seq)) : null,
    };
  });
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
      imageUrl,
      ownerName,
    };
  }
  if (row.botId) {
    const name = row.botName ?? 'Former bot';
    return { kind: 'bot', key: row.botId, name, imageUrl: row.botImageUrl, ownerName };
  }
  if (row.extensionName) {
    const name = row.extensionName;
    return { kind: 'extension', key: `extension/${row.feedId}`, name, imageUrl: null, ownerName };
  }
  return { kind: 'user', key: row.senderId, name: ownerName, imageUrl: null, ownerName: null };
}
