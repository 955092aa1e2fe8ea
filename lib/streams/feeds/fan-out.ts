import 'server-only';
import { readRowsForAll } from '@/lib/feeds/read-feed';
import { feedMessagesFor } from '@/lib/feeds/rows/feed-messages';
import type { FeedRow } from '@/lib/feeds/rows/feed-row';
import { readRecentThreads, readThreads } from '@/lib/feeds/rows/read-threads';
import { onFeed, onPolls, onThreads } from '@/lib/live/notifications';
import { type FeedWatcher, watchFeed } from '@/lib/live/pulse';
import { readFeedVersion } from '@/lib/live/versions';
import { log } from '@/lib/log';
import { singleton } from '@/lib/singleton';
import { streamEvent } from '../line/events';
import type { FeedReader } from '../line/fan-out-reader';
import { FEED_BATCH, inChunks, type NumberedBytes } from '../line/numbered-bytes';
import { rounds } from '../line/rounds';
import { type ChangedNumbers, changedNumbers } from './changed-numbers';
import { pollEventsFor } from './changed-polls';

/** Readers served in one turn of the event loop. */
const READERS_A_TURN = 50;
/** After a round the feed rests as long as the round took: at least half of the thread's time stays for pages. */
const LONGEST_REST_MS = 1_000;

/**
 * The live readers of one feed in this process. Committed rows are read once for all of them, serialised once for all
 * who see them alike, and sent only to readers whose right was checked after the read.
 */
export type FeedFanOut = ReturnType<typeof makeFanOut>;

/** The feed's fan-out; made for its first reader, removed with its last. */
export function fanOutOf(feedId: number): FeedFanOut {
  const all = singleton('feed-fan-outs', () => new Map<number, FeedFanOut>());
  const known = all.get(feedId);
  if (known) return known;
  const made = makeFanOut(feedId, () => all.delete(feedId));
  all.set(feedId, made);
  return made;
}

function makeFanOut(feedId: number, forget: () => void) {
  const readers = new Set<FeedReader>();
  const polls = changedNumbers();
  const threads = changedNumbers();
  /** Everything up to this number was sent to the live readers. */
  let at = 0;
  const noteNews = rounds({
    round,
    mayRun: () => readers.size > 0,
    restMs: (tookMs) => Math.min(tookMs, LONGEST_REST_MS),
    onFailure: (error) => log().warn({ feedId, err: error }, 'a feed could not be read for its live pages'),
  });
  const watcher: FeedWatcher = { at: () => at, onNews: noteNews, onReplies: () => noteReplies(null) };
  // Listening begins before the first read, so that no commit between the two is missed.
  const endings = [
    onFeed(feedId, noteNews),
    onPolls(feedId, (seq) => {
      polls.note(seq);
      noteNews();
    }),
    onThreads(feedId, noteReplies),
    watchFeed(feedId, watcher),
  ];
  const ready = readFeedVersion(feedId).then((version) => {
    at = version.lastSeq;
    watcher.replies = version.replies;
  });
  // Each reader waits for it and gets the failure; without this it would end the process.
  ready.catch(() => {});

  function noteReplies(seq: number | null) {
    threads.note(seq);
    noteNews();
  }

  async function round() {
    await ready;
    const rows = await readRowsForAll(feedId, { after: at, limit: FEED_BATCH });
    if (rows.length === FEED_BATCH) noteNews();
    if (rows.length === 0 && !polls.any() && !threads.any()) return;
    const admitted = new Set(await askAll([...readers].filter((reader) => reader.isLive())));
    const viewerIds = distinctUsers(admitted);
    const bytesFor = rows.length > 0 ? await rowBytes(feedId, rows, viewerIds) : undefined;
    const { pollsFor, threadEvents } = await changes(feedId, polls, threads, viewerIds);
    // From here on a reader that has caught up meanwhile sees that there was more, and reads again.
    at = Number(rows.at(-1)?.seq ?? at);
    let served = 0;
    for (const reader of [...readers]) {
      if (!reader.isLive()) {
        reader.miss();
        continue;
      }
      if (served++ % READERS_A_TURN === READERS_A_TURN - 1) await new Promise(setImmediate);
      if (!admitted.has(reader)) reader.fallBehind();
      else {
        const replies = threadEvents.filter(({ seq }) => seq > reader.fromSeq());
        const events = [...pollsFor(reader), ...replies.map(({ bytes }) => bytes)];
        reader.take(bytesFor?.(reader) ?? [], events, at);
      }
    }
  }

  return {
    ready,
    at: () => at,
    add(reader: FeedReader) {
      readers.add(reader);
    },
    remove(reader: FeedReader) {
      if (!readers.delete(reader) || readers.size > 0) return;
      for (const end of endings) end();
      forget();
    },
  };
}

/** The readers who may still read; the other readers' streams end. */
async function askAll(readers: FeedReader[]): Promise<FeedReader[]> {
  const may = await Promise.all(readers.map((reader) => reader.mayRead()));
  return readers.filter((_, index) => may[index]);
}

const distinctUsers = (readers: Iterable<FeedReader>) => [
  ...new Set([...readers].map(({ user }) => user.id)),
];

/**
 * The events about what changed since the last time. A failure puts it back: votes and replies have no number after
 * which they could be read.
 */
async function changes(feedId: number, polls: ChangedNumbers, threads: ChangedNumbers, viewerIds: string[]) {
  const [poll, thread] = [polls.take(), threads.take()];
  try {
    const pollsFor = await pollEventsFor(feedId, poll, viewerIds);
    const below = thread.unknown
      ? await readRecentThreads(null, feedId)
      : await readThreads(null, feedId, thread.seqs);
    const threadEvents = below.map((one) => ({
      seq: one.seq,
      bytes: streamEvent(`feed/${feedId}`, 'thread', JSON.stringify(one)),
    }));
    return { pollsFor, threadEvents };
  } catch (error) {
    polls.putBack(poll);
    threads.putBack(thread);
    throw error;
  }
}

/**
 * For each reader the bytes of the rows that are theirs and new to them; readers who see them alike share the bytes.
 */
async function rowBytes(feedId: number, rows: FeedRow[], viewerIds: string[]) {
  const messageFor = await feedMessagesFor(viewerIds, rows);
  const known = new Map<object, NumberedBytes>();
  const joined = new Map<string, NumberedBytes[]>();
  const partOf = (viewerId: string, index: number) => {
    const message = messageFor(viewerId, index);
    const part = known.get(message) ?? {
      seq: message.seq,
      bytes: streamEvent(`feed/${feedId}`, 'message', JSON.stringify(message), message.seq),
      n: known.size,
    };
    known.set(message, part);
    return part;
  };
  return (reader: FeedReader) => {
    const parts = rows.flatMap((row, index) => {
      const seq = Number(row.seq);
      const isTheirs = row.recipientId === reader.user.id;
      const isForAll = row.recipientId === null && seq > reader.fromSeq();
      return seq > reader.cursor() && (isTheirs || isForAll) ? [partOf(reader.user.id, index)] : [];
    });
    const key = parts.map(({ n }) => n).join();
    const chunks = joined.get(key) ?? inChunks(parts);
    joined.set(key, chunks);
    return chunks;
  };
}
