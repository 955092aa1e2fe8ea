/**
 * What the person looks at, over all tabs of this browser. A feed on the screen is neither counted as unread nor told of. Each
 * tab says what it shows; a tab that is silent for a while counts as closed.
 */
type Looking = {
  /** The feed that this tab shows to somebody: the tab is in sight. */
  shown: number | null;
  /** Its newest message is in sight, too. */
  atEnd: boolean;
  /** The tab has the keyboard. */
  focused: boolean;
  /** The person has touched the page: it may make a sound. */
  canPlay: boolean;
};
type Message =
  | { kind: 'looking'; tab: string; looking: Looking | null }
  | { kind: 'who' }
  | { kind: 'play'; tab: string };

const NAME = 'postern-attention';
const SAY_AGAIN_MS = 10_000;
const GONE_AFTER_MS = 25_000;

const own = Math.random().toString(36).slice(2);
const others = new Map<string, { looking: Looking; atMs: number }>();
const listeners = new Set<() => void>();
let feed: { feedId: number; atEnd: boolean } | undefined;
let channel: BroadcastChannel | undefined;
let playHere = () => {};
let said = '';
let isJoined = false;

/** This tab shows the feed. */
export function lookAt(feedId: number, atEnd: boolean) {
  feed = { feedId, atEnd };
  join();
  say();
}

/** It does so no longer. */
export function lookAway(feedId: number) {
  if (feed?.feedId === feedId) feed = undefined;
  say();
}

/** Feeds whose newest message is before somebody's eyes, as a text that changes with them. */
export const feedsInSight = () =>
  [...new Set(all().flatMap(({ shown, atEnd }) => (shown !== null && atEnd ? [shown] : [])))].sort().join();

/** Whether the feed is on the screen of a tab that has the keyboard. */
export const isWatched = (feedId: number) => all().some(({ shown, focused }) => shown === feedId && focused);

export function onAttention(listener: () => void): () => void {
  join();
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** Makes a sound in a tab that may: this one, or another. */
export function playSomewhere() {
  if (looking().canPlay) return playHere();
  const [tab] =
    [...others].find(
      ([
        ,
        {
          looking: { canPlay },
        },
      ]) => canPlay,
    ) ?? [];
  if (tab) channel?.postMessage({ kind: 'play', tab } satisfies Message);
}

function looking(): Looking {
  const seen = document.hidden ? undefined : feed;
  return {
    shown: seen?.feedId ?? null,
    atEnd: seen?.atEnd ?? false,
    focused: document.hasFocus(),
    canPlay: navigator.userActivation?.hasBeenActive ?? true,
  };
}

function all(): Looking[] {
  for (const [tab, { atMs }] of others) if (performance.now() - atMs > GONE_AFTER_MS) others.delete(tab);
  return [looking(), ...[...others.values()].map((other) => other.looking)];
}

function say() {
  const now = JSON.stringify(looking());
  if (now === said) return;
  said = now;
  sayAnyway();
  for (const listener of listeners) listener();
}

function sayAnyway() {
  channel?.postMessage({ kind: 'looking', tab: own, looking: looking() } satisfies Message);
}

function join() {
  if (isJoined) return;
  isJoined = true;
  for (const event of ['visibilitychange', 'pointerup', 'keyup']) document.addEventListener(event, say);
  for (const event of ['focus', 'blur', 'pageshow']) window.addEventListener(event, say);
  if (typeof BroadcastChannel === 'undefined') return;
  channel = new BroadcastChannel(NAME);
  channel.onmessage = ({ data }: MessageEvent<Message>) => {
    if (data.kind === 'who') return sayAnyway();
    if (data.kind === 'play') return void (data.tab === own && playHere());
    if (data.looking) others.set(data.tab, { looking: data.looking, atMs: performance.now() });
    else others.delete(data.tab);
    for (const listener of listeners) listener();
  };
  channel.postMessage({ kind: 'who' } satisfies Message);
  window.addEventListener('pagehide', () => {
    said = '';
    channel?.postMessage({ kind: 'looking', tab: own, looking: null } satisfies Message);
  });
  setInterval(() => {
    if (!document.hidden) sayAnyway();
  }, SAY_AGAIN_MS);
}

/** What `playSomewhere` does here. */
export function setPlayer(play: () => void) {
  join();
  playHere = play;
}
