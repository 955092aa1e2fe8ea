import 'server-only';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { env } from '@/lib/env';
import { log } from '@/lib/log';
import { CHANNEL_PREFIX, EVERYTHING } from './notify-channels';

/** The kinds of `News`. */
const KINDS = ['feed', 'token', 'thread', 'handler', 'access'] as const;

/**
 * The subject of news: `feed 7`, `token <id>`, `thread 7/3` (the thread below message 3 of feed 7), `handler 7` (by
 * its feed), `access <user id>` (has become a member of something).
 */
export type News = string;

type Options = {
  /** The shortest time between two statements. */
  everyMs?: number;
  connectionString?: string | undefined;
  /** With more different news than this, one announcement says that everything may be new. */
  mostKept?: number;
};

const EVERY_MS = 20;
const MOST_KEPT = 10_000;
const FIRST_PAUSE_MS = 250;
const LONGEST_PAUSE_MS = 5_000;
/** A connection that is silent this long is replaced. */
const SILENCE_TIMEOUT_MS = 5_000;

/** `pg_notify` drops repetitions within a transaction; the statement returns one row in any case. */
const ANNOUNCE = {
  name: 'postern_announce',
  text: 'SELECT count(pg_notify(channel, payload)) FROM unnest($1::text[], $2::text[]) AS news(channel, payload)',
};

export type Announcer = ReturnType<typeof makeAnnouncer>;

/**
 * Tells all processes what committed calls made new. `pg_notify` holds one lock of the whole database until its
 * transaction is flushed, so the accepting statement does not call it. News are collected here, each once, and sent
 * together over a connection that waits for no disk; they are sent again when that connection was lost.
 */
export function makeAnnouncer(options: Options = {}) {
  const { everyMs = EVERY_MS, mostKept = MOST_KEPT, connectionString = env().directDatabaseUrl } = options;
  const closing = new AbortController();
  let news = new Set<News>();
  let client: pg.Client | undefined;
  let running: Promise<void> | undefined;
  let retryMs = FIRST_PAUSE_MS;

  function keep(more: Iterable<News>) {
    for (const one of more) news.add(one);
    if (news.size > mostKept) news = new Set(KINDS.map((kind) => `${kind} ${EVERYTHING}`));
  }

  /** A pause that ends at once when the announcer closes. */
  const rest = (ms: number) => pause(ms, undefined, { ref: false, signal: closing.signal }).catch(() => {});

  async function run() {
    try {
      await sendAll();
    } finally {
      running = undefined;
    }
  }

  async function sendAll() {
    // The answers to the calls go out first.
    await nextTurn();
    while (news.size > 0) {
      const startedAtMs = performance.now();
      const sent = news;
      news = new Set();
      try {
        await send([...sent]);
        retryMs = FIRST_PAUSE_MS;
        await rest(Math.max(0, everyMs - (performance.now() - startedAtMs)));
      } catch (error) {
        keep(sent);
        disconnect();
        log().warn({ err: error, news: news.size }, 'live pages are not told of new calls yet');
        // The streams' check at their heartbeat finds whatever is never announced.
        if (closing.signal.aborted) return;
        await rest(retryMs);
        retryMs = Math.min(retryMs * 2, LONGEST_PAUSE_MS);
      }
    }
  }

  async function send(sent: News[]) {
    const parts = sent.map((one) => one.split(' ') as [kind: string, payload: string]);
    const channels = parts.map(([kind]) => `${CHANNEL_PREFIX}${kind}`);
    const payloads = parts.map(([, payload]) => payload);
    client ??= await connect(connectionString, (lost) => {
      if (client === lost) client = undefined;
    });
    await client.query({ ...ANNOUNCE, values: [channels, payloads] });
  }

  function disconnect() {
    const last = client;
    client = undefined;
    void last?.end().catch(() => {});
  }

  return {
    /** Takes news; returns before they are sent. */
    announce(more: Iterable<News>) {
      if (closing.signal.aborted) return;
      keep(more);
      if (running || news.size === 0) return;
      running = run();
    },
    /** Sends what is left, once, and ends the connection. */
    async close() {
      closing.abort();
      await running;
      await client?.end().catch(() => {});
      client = undefined;
    },
  };
}

async function connect(
  connectionString: string | undefined,
  onLost: (client: pg.Client) => void,
): Promise<pg.Client> {
  const fresh = new pg.Client({
    connectionString,
    application_name: 'postern announce',
    connectionTimeoutMillis: SILENCE_TIMEOUT_MS,
    query_timeout: SILENCE_TIMEOUT_MS,
    keepAlive: true,
  });
  fresh.on('error', () => onLost(fresh));
  fresh.on('end', () => onLost(fresh));
  try {
    await fresh.connect();
    await fresh.query('SET synchronous_commit = off');
  } catch (error) {
    void fresh.end().catch(() => {});
    throw error;
  }
  return fresh;
}
