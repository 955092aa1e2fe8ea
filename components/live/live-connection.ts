import { type LiveEvent, readEvents } from './read-events';

/** A topic (`feed/7`, `token/<id>`, `handler/7`, `unread`) and where it begins: after the last known message or number of failures, or 0. */
export type Want = { topic: string; after: number };

type Options = {
  /** The topics wanted now; called for each connection. */
  wants: () => Want[];
  onEvent: (event: LiveEvent) => void;
  /** Connected, for these topics. */
  onOpen: (topics: string[]) => void;
  onLost: () => void;
  /** The server takes no more streams: pages should ask for themselves now. */
  onPoll: () => void;
};

export type LiveConnection = {
  /** Connects anew, after a change of the topics or of the network, with the topics wanted by then. */
  reconnect(inMs?: number): void;
  close(): void;
};

/** Several tabs that open together are one reconnection. */
const GATHER_MS = 30;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** While the server takes no more streams. */
const POLL_MS = 20_000;
/** Three heartbeats. A connection that is silent for so long is dead. */
const SILENCE_MS = 45_000;
/** The server takes so many topics in one stream. */
const MOST_TOPICS = 50;

/** Keeps one stream open for all wanted topics, across restarts, lost networks, renewed sessions, sign-outs and sleep. */
export function openLiveConnection(options: Options): LiveConnection {
  let current: AbortController | undefined;
  let waiting: ReturnType<typeof setTimeout> | undefined;
  /** When it is to connect, while it waits. */
  let dueMs = Number.POSITIVE_INFINITY;
  let pauseMs = FIRST_PAUSE_MS;

  const drop = () => {
    clearTimeout(waiting);
    waiting = undefined;
    dueMs = Number.POSITIVE_INFINITY;
    current?.abort();
    current = undefined;
  };
  const connectIn = (delayMs: number) => {
    drop();
    dueMs = performance.now() + delayMs;
    waiting = setTimeout(() => void connect(), delayMs);
  };

  async function connect() {
    drop();
    // The topic that tells of all feeds is never left out in favour of one feed.
    const wants = options
      .wants()
      .sort((a, b) => Number(b.topic === 'unread') - Number(a.topic === 'unread'))
      .slice(0, MOST_TOPICS);
    if (wants.length === 0) return;
    const gone = new AbortController();
    current = gone;
    let silence = setTimeout(() => gone.abort(), SILENCE_MS);
    const stayAwake = () => {
      clearTimeout(silence);
      silence = setTimeout(() => gone.abort(), SILENCE_MS);
    };
    let nextMs: number | undefined;
    try {
      const response = await fetch(urlOf(wants), {
        headers: { accept: 'text/event-stream' },
        cache: 'no-store',
        signal: gone.signal,
      });
      if (response.ok && response.body) {
        pauseMs = FIRST_PAUSE_MS;
        options.onOpen(wants.map(({ topic }) => topic));
        await readEvents(response.body, { onEvent: options.onEvent, onBytes: stayAwake });
      } else nextMs = afterRefusal(response, wants);
    } catch {
      // Left, cut off, or silent for too long.
    }
    clearTimeout(silence);
    // The connection was dropped on purpose, by code that goes on itself.
    if (current !== gone) return;
    options.onLost();
    // The pause differs a little for each browser, so that they do not all reconnect at once after a restart.
    connectIn((nextMs ?? pauseMs) * (0.75 + Math.random() / 2));
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  function afterRefusal({ status }: Response, [only, ...others]: Want[]): number | undefined {
    // An unreadable topic among several ends by an event of the stream. Alone it gets no stream, but a 404.
    if (status === 404 && only && others.length === 0) {
      options.onEvent({ topic: only.topic, name: 'end', data: 'membership', id: null });
    }
    if (status === 429) {
      options.onPoll();
      return POLL_MS;
    }
    return undefined;
  }

  return {
    reconnect(inMs = GATHER_MS) {
      if (dueMs > performance.now() + inMs) connectIn(inMs);
    },
    close: drop,
  };
}

function urlOf(wants: Want[]): string {
  const of = (kind: string) =>
    wants.flatMap(({ topic, after }) =>
      topic.startsWith(`${kind}/`) ? [{ id: topic.slice(kind.length + 1), after }] : [],
    );
  const counted = (kind: string) => of(kind).map(({ id, after }) => `${id}:${after}`);
  const lists = {
    feeds: counted('feed'),
    tokens: of('token').map(({ id }) => id),
    handlers: counted('handler'),
  };
  const query = Object.entries(lists).map(([name, list]) => `${name}=${list.join()}`);
  const unread = wants.some(({ topic }) => topic === 'unread') ? ['unread=1'] : [];
  return `/api/events?${[...query, ...unread].join('&')}`;
}
