import 'server-only';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import type { FeedUnread, UnreadNews } from '@/lib/unread/dto';
import {
  type Pair,
  readUnreadOf,
  readUnreadOfPairs,
  shownUnread,
  type UnreadRow,
} from '@/lib/unread/read-unread';
import { MOST_COUNTED } from '@/lib/unread/unread-policy';
import { streamEvent } from '../line/events';
import { rounds } from '../line/rounds';
import { type Calls, readCalls, withCall } from './calls';
import { type Place, type UnreadPlaces, type UnreadReader, unreadPlaces } from './places';

/** Everybody is told at most once in this time, however much is posted; the first news goes out at once. */
const ROUND_MS = 400;
const LONGEST_REST_MS = 2_000;
/** Readers that are told everything in one round: after a restart all come together. */
const BEGINNERS_A_ROUND = 100;
/** Readers told in one turn of the event loop. */
const READERS_A_TURN = 50;

type Asked = { place: Place; feedId: number; isOwn: boolean };

/**
 * Tells all streams of this process their readers' unread counts, in rounds: a round is a handful of queries for all
 * of them, whatever was posted.
 */
export const unreadFanOut = () => singleton('unread-fan-out', makeUnreadFanOut);

export function makeUnreadFanOut(roundMs = ROUND_MS) {
  /** Readers that need everything. */
  const beginners = new Set<Place>();
  const news = new Set<number>();
  const own = new Map<Place, Set<number>>();
  const noteNews = rounds({
    round,
    mayRun: () => places.any(),
    restMs: (tookMs) => Math.max(roundMs, Math.min(tookMs, LONGEST_REST_MS)),
    onFailure(error) {
      log().warn({ err: error }, 'unread messages could not be counted for live pages');
      for (const place of places.all()) begin(place);
    },
  });
  const places = unreadPlaces({
    onNews(feedId) {
      news.add(feedId);
      noteNews();
    },
    onOwn(place, feedId) {
      noteOwn(place, feedId);
      noteNews();
    },
    onAll: begin,
  });

  const noteOwn = (place: Place, feedId: number) => own.set(place, (own.get(place) ?? new Set()).add(feedId));

  function begin(place: Place) {
    beginners.add(place);
    noteNews();
  }

  async function round() {
    const starting = [...beginners].slice(0, BEGINNERS_A_ROUND);
    for (const place of starting) beginners.delete(place);
    if (beginners.size > 0) noteNews();
    const feedIds = [...news];
    news.clear();
    const isStarting = new Set(starting);
    const everyAsked = [
      ...feedIds.flatMap((feedId) => askedOf(feedId, places.feed(feedId)?.places)),
      ...[...own].flatMap(([place, ids]) => [...ids].map((feedId) => ({ place, feedId, isOwn: true }))),
    ];
    own.clear();
    // Also of those who are told everything: it is in their feeds, too, that messages are looked through for mentions.
    const [all, some] = await Promise.all([
      readUnreadOf([...new Set(starting.map(({ reader }) => reader.user.id))]),
      readUnreadOfPairs(pairsOf(everyAsked)),
    ]);
    const asked = everyAsked.filter(({ place }) => !isStarting.has(place));
    const { calls, unfinished } = await readCalls(places, feedIds, some);
    for (const feedId of unfinished) news.add(feedId);
    if (unfinished.length > 0) noteNews();
    const ahead = new Set(aheadOf(asked, some, places));
    for (const { place, feedId } of ahead) {
      noteOwn(place, feedId);
      news.add(feedId);
      noteNews();
    }
    const ready = asked.filter((one) => !ahead.has(one));
    await tellAll(new Map([...changes(ready, some, calls), ...snapshots(starting, all, calls)]));
  }

  /** Rights are checked after everything was read: a session that ended a moment ago is told nothing. */
  async function tellAll(messages: Map<Place, UnreadNews>) {
    const entries = [...messages];
    const may = await Promise.all(entries.map(([{ reader }]) => reader.mayRead()));
    for (const [index, [place, message]] of entries.entries()) {
      if (index % READERS_A_TURN === READERS_A_TURN - 1) await new Promise(setImmediate);
      if (!may[index] || !places.has(place)) continue;
      if (!place.reader.tell(streamEvent('unread', 'unread', JSON.stringify(message)))) continue;
      if (message.all) places.settle(place, message.feeds);
      else for (const one of message.feeds) place.feeds?.set(one.feedId, one);
    }
  }

  return {
    add: (reader: UnreadReader) => begin(places.add(reader)),
    /** Tells the reader everything once more, since something could not be sent. */
    again(reader: UnreadReader) {
      const place = places.of(reader);
      if (place) begin(place);
    },
    remove(reader: UnreadReader) {
      const place = places.of(reader);
      if (!place) return;
      beginners.delete(place);
      own.delete(place);
      places.remove(reader);
    },
  };
}

/**
 * A reader's own changes in feeds whose new messages were not yet searched for mentions. The next round tells both, so
 * that a message notifies by the settings of its time.
 */
function aheadOf(asked: Asked[], rows: UnreadRow[], places: UnreadPlaces): Asked[] {
  const lastSeqs = new Map(rows.map(({ feedId, lastSeq }) => [feedId, lastSeq]));
  return asked.filter(
    ({ feedId, isOwn }) => isOwn && (lastSeqs.get(feedId) ?? 0) > (places.feed(feedId)?.at ?? Infinity),
  );
}

const askedOf = (feedId: number, places: Iterable<Place> = []): Asked[] =>
  [...places].map((place) => ({ place, feedId, isOwn: false }));

const keyOf = (userId: string, feedId: number) => `${userId}/${feedId}`;

/** Each person and feed once. A full count without new reading needs no counting. */
function pairsOf(asked: Asked[]): Pair[] {
  const pairs = new Map<string, Pair>();
  for (const { place, feedId, isOwn } of asked) {
    const userId = place.reader.user.id;
    const isFull = !isOwn && (place.feeds?.get(feedId)?.unread ?? 0) >= MOST_COUNTED;
    const known = pairs.get(keyOf(userId, feedId));
    if (!known || known.isFull) pairs.set(keyOf(userId, feedId), { userId, feedId, isFull });
  }
  return [...pairs.values()];
}

/**
 * For each reader the rows that differ from what it was told, or in which a message calls for it: when everything is told, nobody has
 * looked for that yet.
 */
function changes(asked: Asked[], rows: UnreadRow[], calls: Calls): Map<Place, UnreadNews> {
  const byPair = new Map(rows.map((row) => [keyOf(row.userId, row.feedId), row]));
  const messages = new Map<Place, UnreadNews>();
  for (const { place, feedId } of asked) {
    const row = byPair.get(keyOf(place.reader.user.id, feedId));
    if (!row) continue;
    const one = withCall(row, place, calls);
    if (one.calledAt === null && isSame(place.feeds?.get(feedId), row)) continue;
    const feeds = messages.get(place)?.feeds ?? [];
    if (feeds.some((other) => other.feedId === feedId)) continue;
    messages.set(place, { all: false, feeds: [...feeds, one] });
  }
  return messages;
}

/** Everything for each reader; what calls only for one that was told everything before. */
function snapshots(starting: Place[], rows: UnreadRow[], calls: Calls): Map<Place, UnreadNews> {
  const byUser = new Map<string, UnreadRow[]>();
  for (const row of rows) byUser.set(row.userId, [...(byUser.get(row.userId) ?? []), row]);
  return new Map(
    starting.map((place) => {
      const ofReader = byUser.get(place.reader.user.id) ?? [];
      const feeds = ofReader.map((row) =>
        place.feeds ? withCall(row, place, calls) : { ...shownUnread(row), calledAt: null },
      );
      return [place, { all: true, feeds }];
    }),
  );
}

const isSame = (known: FeedUnread | undefined, row: UnreadRow) =>
  known !== undefined &&
  (Object.keys(shownUnread(row)) as (keyof FeedUnread)[]).every((key) => known[key] === row[key]);
