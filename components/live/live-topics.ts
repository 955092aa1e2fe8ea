import type { News } from './live-relay';
import { joinTabs, type LiveTab } from './live-tab';
import type { LiveEvent } from './read-events';

export type Subscriber = {
  topic: string;
  /** Keeps the topic while the page is hidden, where the tabs share a stream. */
  alsoHidden?: boolean;
  /** The last known message, or number of failures; called for every connection. */
  after: () => number;
  onEvent: (event: LiveEvent) => void;
  onOpen: () => void;
  /** Also while the person is signed out: they may sign in again in another tab. */
  onLost: () => void;
  /** There is no stream to be had now: ask once for what is new. */
  onPoll: () => void;
};

/** A hidden page gives up its topics after this long. An own stream is one of six connections, so it goes sooner. */
const HIDDEN_MS = { shared: 60_000, own: 5_000 };

let tab: LiveTab | undefined;
let isAway = false;
let isOpenFor = new Set<string>();
const subscribers = new Set<Subscriber>();

/** Whether this tab is the one of the browser that does what only one should. */
export const isLeading = () => tab?.isLeading() ?? false;

/**
 * Tells a page what happens in a feed (`feed/7`), to a token (`token/<id>`), in a handler (`handler/7`, by its feed) or to unread
 * messages (`unread`), over the stream that all tabs share.
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
  const wanting = [...subscribers].filter((one) => !isAway || isKept(one));
  tab?.setWants(wanting.map(({ topic, after }) => ({ topic, after: after() })));
}

/** Whether the topic stays while nobody looks at the tab, which is when readers need notifications. */
const isKept = ({ alsoHidden = false }: Subscriber) => alsoHidden && tab?.isShared === true;

function join(): LiveTab {
  const joined = joinTabs(onNews);
  let hiding: ReturnType<typeof setTimeout> | undefined;
  const setAway = (away: boolean) => {
    if (isAway === away) return;
    isAway = away;
    if (away) for (const one of [...subscribers]) if (!isKept(one)) one.onLost();
    sayWants();
  };
  document.addEventListener('visibilitychange', () => {
    clearTimeout(hiding);
    if (!document.hidden) return setAway(false);
    hiding = setTimeout(() => setAway(true), joined.isShared ? HIDDEN_MS.shared : HIDDEN_MS.own);
  });
  // The old connection may still look alive.
  window.addEventListener('online', () => {
    onNews({ kind: 'lost' });
    joined.renew();
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
    else one.onPoll();
  }
}
