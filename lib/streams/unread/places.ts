import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { onAccess, onFeed, onUnread } from '@/lib/live/notifications';
import { watchFeed } from '@/lib/live/pulse';
import type { FeedUnread } from '@/lib/unread/dto';

/** A stream that tells somebody the state of their feeds. */
export type UnreadReader = {
  user: SignedInUser;
  /** Whether the session is still open; otherwise ends the stream. */
  mayRead(): Promise<boolean>;
  /** False without room; the reader then begins again when there is some. */
  tell(event: Uint8Array): boolean;
};

/** A reader and what it was told last; null until it was told everything. */
export type Place = { reader: UnreadReader; feeds: Map<number, FeedUnread> | null };

/** `at`: up to this number it is known whom the feed's messages notify. */
type Listened = { places: Set<Place>; at: number; end: () => void };

type Options = {
  /** Called for a feed with new messages. */
  onNews: (feedId: number) => void;
  /** Called when the reader has changed something in the feed: read further, muted it. */
  onOwn: (place: Place, feedId: number) => void;
  /** Called when everything of this reader may have changed. */
  onAll: (place: Place) => void;
};

export type UnreadPlaces = ReturnType<typeof unreadPlaces>;

/** The readers of each feed; a feed is listened to once, while a reader has it. */
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
    // One more query finds messages between the count and the listening.
    tell();
    return feed;
  }

  return {
    any: () => places.size > 0,
    all: () => [...places.values()].map(({ place }) => place),
    of: (reader: UnreadReader) => places.get(reader)?.place,
    has: (place: Place) => places.get(place.reader)?.place === place,
    /** The listened state of a feed. */
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
    /** Notes that the reader was told everything: these are its feeds from now on. */
    settle(place: Place, feeds: FeedUnread[]) {
      const before = [...(place.feeds?.keys() ?? [])];
      place.feeds = new Map(feeds.map((one) => [one.feedId, one]));
      for (const feedId of before) if (!place.feeds.has(feedId)) leave(place, feedId);
      for (const one of feeds) enter(place, one);
    },
  };
}
