import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { CHANNEL_PREFIX, EVERYTHING } from './notify-channels';

type Callback = () => void;
/** `detail` says which part of the subject has news; undefined when that is unknown. */
type Listener = (detail?: string) => void;

const CHANNELS = ['feed', 'token', 'poll', 'thread', 'unread', 'handler', 'access'] as const;
const keyOf = (channel: (typeof CHANNELS)[number], subject: number | string) =>
  `${CHANNEL_PREFIX}${channel}:${subject}`;

const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 10_000;
/** How often the connection is checked, to notice one that died silently (a pulled cable). */
const CHECK_EVERY_MS = 20_000;
const CHECK_TIMEOUT_MS = 5_000;

/**
 * Calls back some milliseconds after commits that put messages into the feed (announcer.ts), and once after every
 * (re)connection to Postgres, since news may have been lost meanwhile. Many commits may cause one call.
 * @returns the function that ends the subscription.
 */
export function onFeed(feedId: number, callback: Callback): Callback {
  return hub().subscribe(keyOf('feed', feedId), callback);
}

/** Like `onFeed`, for calls recorded in a token's usage history. */
export function onToken(tokenId: string, callback: Callback): Callback {
  return hub().subscribe(keyOf('token', tokenId), callback);
}

/** Like `onFeed`, for failures of the handler whose messages stand in the feed. */
export function onHandler(feedId: number, callback: Callback): Callback {
  return hub().subscribe(keyOf('handler', feedId), () => callback());
}

/**
 * Like `onFeed`, for votes in the feed's polls: calls back with the number of the poll's message, or with null when
 * any poll may have changed.
 */
export function onPolls(feedId: number, callback: (seq: number | null) => void): Callback {
  return hub().subscribe(keyOf('poll', feedId), (seq) => callback(seq === undefined ? null : Number(seq)));
}

/** Like `onPolls`, for replies: the number is that of the message that begins the thread. */
export function onThreads(feedId: number, callback: (seq: number | null) => void): Callback {
  return hub().subscribe(keyOf('thread', feedId), (seq) => callback(seq === undefined ? null : Number(seq)));
}

/**
 * Calls back after every commit that may have ended the user's right to read something (a session ended, locked or
 * renewed; a deactivation or another role; a lost membership or token) or that gave a membership. Triggers of the tables notify, so
 * it does not matter who made the change; whom a call made a subscriber the announcer tells.
 */
export function onAccess(userId: string, callback: Callback): Callback {
  return hub().subscribe(keyOf('access', userId), () => callback());
}

/**
 * Calls back with a feed's id when the user has read further in it or changed how they are notified of it; with null
 * when it may be any feed.
 */
export function onUnread(userId: string, callback: (feedId: number | null) => void): Callback {
  return hub().subscribe(keyOf('unread', userId), (feedId) =>
    callback(feedId === undefined ? null : Number(feedId)),
  );
}

/** Calls back when this process stops, so that streams can end; at once when it has stopped already. */
export function onNotificationsClosed(callback: Callback): Callback {
  return hub().onClosed(callback);
}

/** Ends the listening connection and every stream that waits on it. Part of the server's shutdown. */
export function closeNotifications(): Promise<void> {
  return hub().close();
}

const hub = () => singleton('notifications', makeHub);

function makeHub() {
  const callbacks = new Map<string, Set<Listener>>();
  const closers = new Set<Callback>();
  let client: pg.Client | undefined;
  let started = false;
  let closed = false;
  let pauseMs = FIRST_PAUSE_MS;

  async function connect() {
    const fresh = new pg.Client({
      connectionString: env().directDatabaseUrl,
      application_name: 'postern listen',
      connectionTimeoutMillis: 5_000,
      query_timeout: CHECK_TIMEOUT_MS,
      keepAlive: true,
    });
    let over = false;
    const lost = () => {
      if (over) return;
      over = true;
      if (client === fresh) client = undefined;
      void fresh.end().catch(() => {});
      retry();
    };
    fresh.on('error', lost);
    fresh.on('end', lost);
    fresh.on('notification', ({ channel, payload = '' }) => {
      const [subject, detail] = payload.split('/');
      if (subject === EVERYTHING) wakeAll(`${channel}:`);
      else wake(`${channel}:${subject}`, detail);
    });
    try {
      await fresh.connect();
      await fresh.query(CHANNELS.map((channel) => `LISTEN ${CHANNEL_PREFIX}${channel}`).join('; '));
    } catch (error) {
      log().warn({ err: error }, 'live updates are waiting for the database');
      return lost();
    }
    if (closed) return void fresh.end().catch(() => {});
    client = fresh;
    pauseMs = FIRST_PAUSE_MS;
    checkUntilLost(fresh, lost);
    wakeAll('');
  }

  function checkUntilLost(watched: pg.Client, lost: Callback) {
    const timer = setInterval(() => {
      if (client !== watched) return clearInterval(timer);
      watched.query('SELECT 1').catch(lost);
    }, CHECK_EVERY_MS);
    timer.unref();
  }

  function retry() {
    if (closed) return;
    // Up to a quarter more, so that many processes do not reconnect in step.
    setTimeout(() => void (closed || connect()), pauseMs * (1 + Math.random() / 4)).unref();
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  function wake(key: string, detail?: string) {
    for (const callback of [...(callbacks.get(key) ?? [])]) callback(detail);
  }

  function wakeAll(prefix: string) {
    for (const key of [...callbacks.keys()]) if (key.startsWith(prefix)) wake(key);
  }

  return {
    subscribe(key: string, callback: Listener): Callback {
      const own: Listener = (detail) => callback(detail);
      callbacks.set(key, (callbacks.get(key) ?? new Set()).add(own));
      if (!started && !closed) {
        started = true;
        void connect();
      }
      return () => {
        const set = callbacks.get(key);
        set?.delete(own);
        if (set?.size === 0) callbacks.delete(key);
      };
    },
    onClosed(callback: Callback): Callback {
      if (closed) callback();
      closers.add(callback);
      return () => void closers.delete(callback);
    },
    async close() {
      closed = true;
      for (const callback of [...closers]) callback();
      closers.clear();
      callbacks.clear();
      const last = client;
      client = undefined;
      await last?.end().catch(() => {});
    },
  };
}
