import type { Want } from './live-connection';
import type { News } from './live-relay';
import { joinTabs, type LiveTab } from './live-tab';
import type { LiveEvent } from './read-events';

export type Subscriber = {
  topic: string;
  /** The last message there is; asked anew for every connection. */
  after: () => number;
  onEvent: (event: LiveEvent) => void;
  onOpen: () => void;
  onLost: () => void;
  /** There is no stream to be had now: ask once for what is new. */
  onPoll: () => void;
  /** The person is signed out. */
  onSignedOut: () => void;
};

/** A page nobody looks at lets its topics go. A stream of its own is one of six connections, so that goes soon. */
const HIDDEN_MS = { shared: 60_000, own: 5_000 };

let tab: LiveTab | undefined;
let isAway = false;
let isOpenFor = new Set<string>();
const subscribers = new Set<Subscriber>();

/**
 * Has a page told what happens in a feed (`feed/7`) or to a token (`token/<id>`), over the stream that all tabs share.
 * @returns the function that ends it.
 */
export function subscribe(subscriber: Subscriber): () => void {
  tab ??= join();
  subscribers.add(subscriber);
  sayWants();
  return () => {
    subscribers.delete(subscriber);
    sayWants();
  };
}

function sayWants() {
  const wants: Want[] = isAway ? [] : [...subscribers].map(({ topic, after }) => ({ topic, after: after() }));
  tab?.setWants(wants);
}

function join(): LiveTab {
  const joined = joinTabs(onNews);
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const setAway = (away: boolean) => {
    if (isAway === away) return;
    isAway = away;
    if (away) onNews({ kind: 'lost' });
    sayWants();
  };
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (!document.hidden) return setAway(false);
    hiding = setTimeout(() => setAway(true), joined.isShared ? HIDDEN_MS.shared : HIDDEN_MS.own);
  });
  // The old connection may still look alive.
  window.addEventListener('online', () => {
    const wasAway = isAway;
    setAway(true);
    setAway(wasAway);
  });
  return joined;
}

function onNews(news: News) {
  if (news.kind === 'open') isOpenFor = new Set(news.topics);
  if (news.kind === 'lost') isOpenFor = new Set();
  for (const one of [...subscribers]) {
    if (news.kind === 'event') {
      if (news.event.topic === one.topic) one.onEvent(news.event);
    } else if (news.kind === 'open') {
      if (isOpenFor.has(one.topic)) one.onOpen();
    } else if (news.kind === 'lost') one.onLost();
    else if (news.kind === 'poll') one.onPoll();
    else one.onSignedOut();
  }
}
