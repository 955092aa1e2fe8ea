import 'server-only';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { readVersions } from './versions';

type Callback = () => void;

export type FeedWatcher = {
  /** The number of the last message that the watcher has. */
  at(): number;
  onNews: Callback;
  /** With replies: the version of the feed's threads that the watcher has (versions.ts). */
  replies?: string;
  onReplies?: Callback;
};

type VersionWatcher = { seen: string; onNews: Callback };
type Watched = Map<string, Set<VersionWatcher>>;

/**
 * Finds commits that were never announced, as by a process killed in between: one query at each heartbeat of the
 * streams, for everything that they carry in this process.
 */
const pulse = () => singleton('pulse', makePulse);

/** Makes the pulse beat at least this often. @returns the function that ends it. */
export const keepPulse = (everyMs: number): Callback => pulse().keep(everyMs);

/** Calls back at a beat when the feed has more messages than the watcher. @returns the function that ends it. */
export const watchFeed = (feedId: number, watcher: FeedWatcher): Callback =>
  watch(pulse().feeds, feedId, watcher);

/** Calls back at a beat when the token was called since the last one, at first since the version `seen`. */
export const watchToken = (tokenId: string, seen: string, onNews: Callback): Callback =>
  watch(pulse().tokens, tokenId, { seen, onNews });

/**
 * Calls back at a beat when the handler's count of failures differs from `seen`. @returns the function that ends it.
 */
export const watchHandler = (feedId: number, seen: number, onNews: Callback): Callback =>
  watch(pulse().handlers, String(feedId), { seen: String(seen), onNews });

function watch<Key, Watcher>(all: Map<Key, Set<Watcher>>, key: Key, watcher: Watcher): Callback {
  const watchers = all.get(key) ?? new Set();
  all.set(key, watchers.add(watcher));
  return () => {
    watchers.delete(watcher);
    if (watchers.size === 0 && all.get(key) === watchers) all.delete(key);
  };
}

function makePulse() {
  const feeds = new Map<number, Set<FeedWatcher>>();
  const tokens: Watched = new Map();
  const handlers: Watched = new Map();
  const timers = new Map<number, { timer: NodeJS.Timeout; streams: number }>();
  let isBeating = false;

  async function beat() {
    if (isBeating || feeds.size + tokens.size + handlers.size === 0) return;
    isBeating = true;
    try {
      await compare();
    } catch (error) {
      log().warn({ err: error }, 'live pages could not be compared with what is stored');
    }
    isBeating = false;
  }

  async function compare() {
    const told = [...feeds].filter(([, watchers]) => [...watchers].some(({ onReplies }) => onReplies));
    const versions = await readVersions({
      feedIds: [...feeds.keys()],
      withReplies: told.map(([feedId]) => feedId),
      tokenIds: [...tokens.keys()],
      handlerIds: [...handlers.keys()].map(Number),
    });
    for (const { feedId, lastSeq, replies } of versions.feeds) {
      for (const watcher of [...(feeds.get(feedId) ?? [])]) {
        if (lastSeq > watcher.at()) watcher.onNews();
        if (watcher.replies === replies) continue;
        watcher.replies = replies;
        watcher.onReplies?.();
      }
    }
    tellOthers(tokens, versions.tokens);
    tellOthers(handlers, versions.handlers);
  }

  return {
    feeds,
    tokens,
    handlers,
    keep(everyMs: number): Callback {
      const kept = timers.get(everyMs) ?? {
        timer: setInterval(() => void beat(), everyMs).unref(),
        streams: 0,
      };
      kept.streams++;
      timers.set(everyMs, kept);
      let isKept = true;
      return () => {
        if (!isKept) return;
        isKept = false;
        kept.streams--;
        if (kept.streams > 0) return;
        clearInterval(kept.timer);
        timers.delete(everyMs);
      };
    },
  };
}

function tellOthers(watched: Watched, versions: { id: string; version: string }[]) {
  for (const { id, version } of versions) {
    for (const watcher of [...(watched.get(id) ?? [])]) {
      if (watcher.seen === version) continue;
      watcher.seen = version;
      watcher.onNews();
    }
  }
}
