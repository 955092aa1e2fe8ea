import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { type MessageContent, readMessageContent } from '@/lib/messages/content';
import { plainText } from '@/lib/messages/markup/ast';
import { parseMarkup } from '@/lib/messages/markup/parse-markup';
import { shorten } from '@/lib/messages/parts/shorten';
import { type MessagePlace, readMessageId, wireMessageId } from '@/lib/webhooks/endpoints/wire-ids';
import type { Quote } from '../dto';

const QUOTED_CHARACTERS = 140;

type Row = {
  feedId: number;
  seq: bigint;
  sentAt: Date;
  senderName: string | null;
  botName: string | null;
  content: string;
  /** The viewers who may read the quoted message. */
  readerIds: string[];
};

type QuoteOf = (viewerId: string, replyTo: string | null) => Quote | null;

/**
 * The messages that these reply to, by the id that each names; each viewer gets only those that they may read. One
 * query for all.
 */
export async function readQuotes(viewerIds: readonly string[], contents: MessageContent[]): Promise<QuoteOf> {
  const places = contents.flatMap(({ replyTo }): [string, MessagePlace][] => {
    const place = replyTo === null ? null : readMessageId(replyTo);
    return replyTo !== null && place ? [[replyTo, place]] : [];
  });
  if (places.length === 0) return () => null;
  const rows = await readRows(
    viewerIds,
    places.map(([, place]) => place),
  );
  const quotes = new Map(
    rows.map((row) => [
      `${row.feedId}/${row.seq}`,
      { quote: quoteOf(row), readerIds: new Set(row.readerIds) },
    ]),
  );
  const placeOf = new Map(places);
  return (viewerId, replyTo) => {
    const place = placeOf.get(replyTo ?? '');
    const found = place && quotes.get(`${place.feedId}/${place.seq}`);
    return found?.readerIds.has(viewerId) ? found.quote : null;
  };
}

function readRows(viewerIds: readonly string[], places: MessagePlace[]): Promise<Row[]> {
  const wanted = places.map(
    ({ feedId, seq, sentAtMs }) =>
      Prisma.sql`(${feedId}::int, ${seq}::bigint, to_timestamp(${sentAtMs}::numeric / 1000))`,
  );
  return db().$queryRaw<Row[]>`
    select m.feed_id as "feedId", m.seq, m.sent_at as "sentAt", u.name as "senderName", b.name as "botName", m.content,
      array(
        select r.user_id from feed_member r
        where r.feed_id = coalesce(t.parent_feed_id, m.feed_id) and r.user_id = any(${viewerIds})
          and (m.recipient_id = r.user_id or m.recipient_id is null and coalesce(t.parent_seq, m.seq) > r.from_seq)
      ) as "readerIds"
    from (values ${Prisma.join(wanted)}) w(feed_id, seq, sent_at)
    join message m on m.feed_id = w.feed_id and m.seq = w.seq and m.sent_at = w.sent_at
    left join thread t on t.feed_id = m.feed_id
    left join "user" u on u.id = m.sender_id
    left join bot b on b.id = m.bot_id`;
}

function quoteOf({ feedId, seq, sentAt, senderName, botName, content }: Row): Quote {
  const { bot, text, card } = readMessageContent(content);
  const words = plainText(parseMarkup(text ?? card?.title ?? '')).replace(/\s+/g, ' ');
  return {
    id: wireMessageId(sentAt.getTime(), feedId, Number(seq)),
    senderName: sentUnder(bot?.name ?? botName, senderName ?? 'Former member'),
    text: shorten(words, QUOTED_CHARACTERS),
  };
}

/** Adds the owner to a freely chosen name, which may be another person's. */
function sentUnder(shown: string | null, owner: string): string {
  return shown === null ? owner : `${shown}, sent by ${owner}`;
}
