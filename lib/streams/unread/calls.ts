import 'server-only';
import { readCallingRows, type Stretch } from '@/lib/feeds/read-feed';
import { type Call, callOf } from '@/lib/unread/calls';
import type { FeedNews } from '@/lib/unread/dto';
import { shownUnread, type UnreadRow } from '@/lib/unread/read-unread';
import type { Place, UnreadPlaces } from './places';

/** Messages of a feed that are searched for mentions at once; the next round takes the others. */
const CALLS_AT_ONCE = 500;

export type Calls = Map<number, Call[]>;

/**
 * The messages since the last time that may notify somebody, by feed; `rows` say up to which number.
 * @returns also the feeds that have more.
 */
export async function readCalls(places: UnreadPlaces, feedIds: number[], rows: UnreadRow[]) {
  const lastSeqs = new Map(rows.map(({ feedId, lastSeq }) => [feedId, lastSeq]));
  const stretches = feedIds.flatMap((feedId): Stretch[] => {
    const [feed, upTo] = [places.feed(feedId), lastSeqs.get(feedId)];
    return feed && upTo !== undefined && upTo > feed.at ? [{ feedId, after: feed.at, upTo }] : [];
  });
  const calls: Calls = new Map();
  for (const row of await readCallingRows(stretches, CALLS_AT_ONCE)) {
    calls.set(row.feedId, [...(calls.get(row.feedId) ?? []), callOf(row)]);
  }
  const unfinished: number[] = [];
  for (const { feedId, upTo } of stretches) {
    const found = calls.get(feedId) ?? [];
    const isMore = found.length === CALLS_AT_ONCE;
    const feed = places.feed(feedId);
    if (feed) feed.at = isMore ? (found.at(-1)?.seq ?? upTo) : upTo;
    if (isMore) unfinished.push(feedId);
  }
  return { calls, unfinished };
}

/** The row with the first message that notifies the reader. A direct chat's unread messages all do. */
export function withCall(row: UnreadRow, { reader, feeds }: Place, calls: Calls): FeedNews {
  if (row.kind === 'DIRECT') {
    const reportedSeq = Math.max(row.seenSeq, feeds?.get(row.feedId)?.lastSeq ?? row.lastSeq);
    return {
      ...shownUnread(row),
      calledAt: row.unread > 0 && row.lastSeq > reportedSeq ? reportedSeq + 1 : null,
    };
  }
  const call = calls
    .get(row.feedId)
    ?.find(
      ({ seq, recipientId, mentions }) =>
        seq > row.seenSeq &&
        (recipientId === reader.user.id || (recipientId === null && mentions(reader.user))),
    );
  return { ...shownUnread(row), calledAt: call?.seq ?? null };
}
