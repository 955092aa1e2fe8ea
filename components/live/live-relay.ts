import { type LiveConnection, openLiveConnection, type Want } from './live-connection';
import type { LiveEvent } from './read-events';

/** What the tab with the connection tells all tabs. */
export type News =
  | { kind: 'event'; event: LiveEvent }
  | { kind: 'open'; topics: string[] }
  | { kind: 'lost' }
  | { kind: 'poll' };

export type LiveRelay = {
  /** What one tab wants now. */
  setWants(tab: string, wants: Want[]): void;
  /** Connects anew, since the connection may only look alive after a change of network. */
  renew(): void;
  close(): void;
};

/** The unread topic waits for the feed that its page is about to show, so that both share one connection. */
const UNREAD_GATHER_MS = 400;
const UNREAD = 'unread';

/**
 * The part of the tab that has the connection: one stream for everything that any tab wants. Each tab skips what it has had
 * already.
 */
export function openLiveRelay(tell: (news: News) => void): LiveRelay {
  const wantsOf = new Map<string, Map<string, number>>();
  /** What the connection carries, or has been asked to. */
  let carried: string[] = [];
  const connection: LiveConnection = openLiveConnection({
    wants() {
      const all = allWants();
      carried = all.map(({ topic }) => topic);
      return all;
    },
    onEvent(event) {
      if (event.id !== null) noteSent(event.topic, event.id);
      tell({ kind: 'event', event });
    },
    onOpen: (topics) => tell({ kind: 'open', topics }),
    onLost() {
      carried = [];
      tell({ kind: 'lost' });
    },
    onPoll: () => tell({ kind: 'poll' }),
  });

  /** Each topic once, beginning where the tab with the least of it begins. */
  function allWants(): Want[] {
    const all = [...wantsOf.values()].flatMap((wants) =>
      [...wants].map(([topic, after]) => ({ topic, after })),
    );
    // The newest topics come first, since a stream takes a limited number.
    return [...leastOf(all.reverse())].map(([topic, after]) => ({ topic, after }));
  }

  function reconnect(inMs?: number) {
    carried = [];
    connection.reconnect(inMs);
  }

  /** Notes that all tabs have had the event, so that the next connection begins after it. */
  function noteSent(topic: string, id: number) {
    for (const wants of wantsOf.values()) {
      const after = wants.get(topic);
      if (after !== undefined && after < id) wants.set(topic, id);
    }
  }

  return {
    setWants(tab, wants) {
      const before = wantsOf.get(tab);
      if (wants.length === 0) wantsOf.delete(tab);
      else wantsOf.set(tab, leastOf(wants));
      // A tab that lets something go changes nothing for the others.
      const more = wants.filter(
        ({ topic, after }) => after < (before?.get(topic) ?? Number.POSITIVE_INFINITY),
      );
      if (more.some(({ topic }) => topic !== UNREAD)) reconnect();
      else if (more.length > 0 && !carried.includes(UNREAD)) reconnect(UNREAD_GATHER_MS);
      // The tab fetched the counts when it was drawn, and hears of every change from now on.
      else if (more.length > 0) tell({ kind: 'open', topics: [UNREAD] });
      else if (wantsOf.size === 0) {
        carried = [];
        connection.close();
      }
    },
    renew: () => reconnect(),
    close: () => connection.close(),
  };
}

function leastOf(wants: Want[]): Map<string, number> {
  const least = new Map<string, number>();
  for (const { topic, after } of wants) least.set(topic, Math.min(after, least.get(topic) ?? after));
  return least;
}
