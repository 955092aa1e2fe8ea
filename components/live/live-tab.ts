import type { Want } from './live-connection';
import { type LiveRelay, type News, openLiveRelay } from './live-relay';

type Message =
  | News
  | { kind: 'want'; tab: string; wants: Want[] }
  | { kind: 'heard'; tab: string }
  | { kind: 'who' };

export type LiveTab = {
  /** Whether all tabs of this browser have one stream together. */
  isShared: boolean;
  /** Whether this tab speaks for all: it has the stream. */
  isLeading(): boolean;
  setWants(wants: Want[]): void;
  /** Makes the tab with the connection open it anew. Every tab hears when the network comes back. */
  renew(): void;
};

const NAME = 'postern-live';
/** A tab with the connection that does not answer for so long is asleep, as on phones, and loses the connection. */
const ANSWER_MS = 3_000;

/**
 * Joins the tabs of this browser, which share one stream: browsers allow six connections to a server over HTTP/1.1. Whoever
 * holds a lock has the connection; when that tab closes, the browser gives the lock to the next. Where a page cannot lock (plain HTTP
 * from another machine), each tab has a stream of its own.
 */
export function joinTabs(onNews: (news: News) => void): LiveTab {
  const canShare = typeof BroadcastChannel !== 'undefined' && typeof navigator.locks?.request === 'function';
  if (canShare) return sharedTab(onNews);
  const relay = openLiveRelay(onNews);
  return {
    isShared: false,
    isLeading: () => true,
    setWants: (wants) => relay.setWants('', wants),
    renew: () => relay.renew(),
  };
}

function sharedTab(onNews: (news: News) => void): LiveTab {
  const tab = Math.random().toString(36).slice(2);
  const channel = new BroadcastChannel(NAME);
  const say = (message: Message) => channel.postMessage(message);
  let wants: Want[] = [];
  let relay: LiveRelay | undefined;
  let letGo = () => {};
  let isGone = false;
  let unanswered: ReturnType<typeof setTimeout> | undefined;

  function sayWants() {
    if (relay) return relay.setWants(tab, wants);
    say({ kind: 'want', tab, wants });
    clearTimeout(unanswered);
    if (wants.length === 0) return;
    unanswered = setTimeout(() => {
      if (!document.hidden && !relay) void lead(true);
    }, ANSWER_MS);
  }

  /** Waits for the lock, or steals it, and keeps the connection until the tab closes or another tab steals the lock. */
  async function lead(steal: boolean) {
    try {
      await navigator.locks.request(NAME, { steal }, () => {
        clearTimeout(unanswered);
        if (isGone) return;
        relay = openLiveRelay((news) => {
          say(news);
          onNews(news);
        });
        relay.setWants(tab, wants);
        say({ kind: 'who' });
        return new Promise<void>((resolve) => {
          letGo = resolve;
        });
      });
    } catch {
      // Another tab took the lock after it had waited for an answer in vain.
      relay?.close();
      relay = undefined;
      if (!steal) void lead(false);
    }
  }

  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'want') {
      relay?.setWants(data.tab, data.wants);
      if (relay) say({ kind: 'heard', tab: data.tab });
    } else if (data.kind === 'heard') {
      if (data.tab === tab) clearTimeout(unanswered);
    } else if (data.kind === 'who') {
      if (!relay && wants.length > 0) sayWants();
    } else onNews(data);
  };
  // A browser does not keep a page with a lock for Back, so the lock is released. A page that comes back joins again.
  window.addEventListener('pagehide', () => {
    isGone = true;
    say({ kind: 'want', tab, wants: [] });
    relay?.close();
    relay = undefined;
    letGo();
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    isGone = false;
    sayWants();
    void lead(false);
  });
  void lead(false);
  return {
    isShared: true,
    isLeading: () => relay !== undefined,
    renew: () => relay?.renew(),
    setWants(changed) {
      wants = changed;
      sayWants();
    },
  };
}
