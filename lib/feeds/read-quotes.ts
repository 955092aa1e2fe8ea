import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { plainText } from '@/lib/messages/markup-ast';
import { type MessageContent, readMessageContent } from '@/lib/messages/message-content';
import { parseMarkup } from '@/lib/messages/parse-markup';
import { type MessagePlace, readMessageId, wireMessageId } from '@/lib/webhooks/wire-ids';
import type { Quote } from './dto';

const QUOTED_CHARACTERS = 140;

type Row = {
  feedId: number;
  seq: bigint;
  sentAt: Date;
  senderName: string | null;
  botName: string | null;
  content: string;
};

/** The messages that these answer, by the id each names; only those the user may read. One query for all. */
export async function readQuotes(
  user: SignedInUser,
  contents: MessageContent[],
): Promise<Map<string, Quote>> {
  const places = contents.flatMap(({ replyTo }): [string, MessagePlace][] => {
    const place = replyTo === null ? null : readMessageId(replyTo);
    return replyTo !== null && place ? [[replyTo, place]] : [];
  });
  if (places.length === 0) return new Map();
  const rows = await readRows(
    user.id,
    places.map(([, place]) => place),
  );
  const quotes = new Map(rows.map((row) => [`${row.feedId}/${row.seq}`, quoteOf(row)]));
  return new Map(
    places.flatMap(([replyTo, { feedId, seq }]) => {
      const quote = quotes.get(`${feedId}/${seq}`);
      return quote ? [[replyTo, quote] as const] : [];
    }),
  );
}

function readRows(viewerId: string, places: MessagePlace[]): Promise<Row[]> {
  const wanted = places.map(
    ({ feedId, seq, sentAtMs }) =>
      Prisma.sql`(${feedId}::int, ${seq}::bigint, to_timestamp(${sentAtMs}::numeric / 1000))`,
  );
  return db().$queryRaw<Row[]>`
    select m.feed_id as "feedId", m.seq, m.sent_at as "sentAt", u.name as "senderName", b.name as "botName", m.content
    from (values ${Prisma.join(wanted)}) w(feed_id, seq, sent_at)
    join message m on m.feed_id = w.feed_id and m.seq = w.seq and m.sent_at = w.sent_at
    left join thread t on t.feed_id = m.feed_id
    join feed_member r on r.feed_id = coalesce(t.parent_feed_id, m.feed_id) and r.user_id = ${viewerId}
    left join "user" u on u.id = m.sender_id
    left join bot b on b.id = m.bot_id
    where (m.recipient_id = ${viewerId} or m.recipient_id is null and coalesce(t.parent_seq, m.seq) > r.from_seq)`;
}

function quoteOf({ feedId, seq, sentAt, senderName, botName, content }: Row): Quote {
  const { bot, text, card } = readMessageContent(content);
  const words = Array.from(plainText(parseMarkup(text ?? card?.title ?? '')).replace(/\s+/g, ' '));
  return {
    id: wireMessageId(sentAt.getTime(), feedId, Number(seq)),
    senderName: bot?.name ?? botName ?? senderName ?? 'Former member',
    text:
      words.length > QUOTED_CHARACTERS
        ? `${words.slice(0, QUOTED_CHARACTERS - 1).join('')}…`
        : words.join(''),
  };
}
