import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { onAccess, onFeed, onUnread } from '@/lib/live/notifications';
import { watchFeed } from '@/lib/live/pulse';
import type { FeedUnread } from '@/lib/unread/dto';

/** One stream that tells somebody how their feeds stand. */
export type UnreadReader = {
  user: SignedInUser;
  /** Whether the session is still open; ends the stream otherwise. */
  mayRead(): Promise<boolean>;
  /** False: there is no room; it asks to begin again when there is. */
  tell(event: Uint8Array): boolean;
};

/** A reader, and what it was told last; null until it was told everything. */
export type Place = { reader: UnreadReader; feeds: Map<number, FeedUnread> | null };

/** `at`: up to here it is known whom the feed's messages call. */
type Listened = { places: Set<Place>; at: number; end: () => void };

type Options = {
  /** The feed has new messages. */
  onNews: (feedId: number) => void;
  /** The reader itself has changed something in the feed: read further, muted it. */
  onOwn: (place: Place, feedId: number) => void;
  /** Everything of this reader may have changed. */
  onAll: (place: Place) => void;
};

export type UnreadPlaces = ReturnType<typeof unreadPlaces>;

/** Who is told of which feeds: each feed is listened to once, while somebody has it. */
export function unreadPlaces({ onNews, onOwn, onAll }: Options) {
  const places = new Map<UnreadReader, { place: Place; endings: (() => void)[] }>();
  const listened = new Map<number, Listened>();

  function leave(place: Place, feedId: number) {
    const feed = listened.get(feedId);
    feed?.places.delete(place);
    if (feed?.places.size !== 0) return;
    feed.end();
    listened.delete(feedId);
  }

  function enter(place: Place, { feedId, lastSeq }: FeedUnread) {
    const feed = listened.get(feedId) ?? listen(feedId, lastSeq);
    feed.places.add(place);
  }

  function listen(feedId: number, lastSeq: number): Listened {
    const tell = () => onNews(feedId);
    const feed: Listened = { places: new Set(), at: lastSeq, end: () => {} };
    const endings = [onFeed(feedId, tell), watchFeed(feedId, { at: () => feed.at, onNews: tell })];
    feed.end = () => {
      for (const end of endings) end();
    };
    listened.set(feedId, feed);
    // What came between the count and the listening is found by asking once more.
    tell();
    return feed;
  }

  return {
    any: () => places.size > 0,
    all: () => [...places.values()].map(({ place }) => place),
    of: (reader: UnreadReader) => places.get(reader)?.place,
    has: (place: Place) => places.get(place.reader)?.place === place,
    /** The feed as it is listened to. */
    feed: (feedId: number) => listened.get(feedId),
    add(reader: UnreadReader): Place {
      const place: Place = { reader, feeds: null };
      const endings = [
        onAccess(reader.user.id, () => onAll(place)),
        onUnread(reader.user.id, (feedId) => (feedId === null ? onAll(place) : onOwn(place, feedId))),
      ];
      places.set(reader, { place, endings });
      return place;
    },
    remove(reader: UnreadReader) {
      const known = places.get(reader);
      places.delete(reader);
      for (const end of known?.endings ?? []) end();
      for (const feedId of known?.place.feeds?.keys() ?? []) leave(known!.place, feedId);
    },
    /** It was told everything: these are its feeds from now on. */
    settle(place: Place, feeds: FeedUnread[]) {
      const before = [...(place.feeds?.keys() ?? [])];
      place.feeds = new Map(feeds.map((one) => [one.feedId, one]));
      for (const feedId of before) if (!place.feeds.has(feedId)) leave(place, feedId);
      for (const one of feeds) enter(place, one);
    },
  };
}
