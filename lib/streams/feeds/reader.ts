import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { FEED_PAGE_SIZE } from '@/lib/feeds/feed-policy';
import { readFeedAfter } from '@/lib/feeds/read-feed';
import { readThreadsSince } from '@/lib/feeds/rows/read-threads';
import { inTurn } from '../line/catch-up-turns';
import { streamEvent } from '../line/events';
import type { FeedReader } from '../line/fan-out-reader';
import type { LiveStream } from '../line/live-stream';
import { FEED_BATCH, inChunks } from '../line/numbered-bytes';
import type { Right } from '../line/rights';
import type { FeedFanOut } from './fan-out';

type Options = {
  user: SignedInUser;
  feedId: number;
  /** Everything after this number is sent. */
  after: number;
  stream: LiveStream;
  fanOut: FeedFanOut;
  /** Checks the right again, and ends the topic when it is gone. */
  ask: () => Promise<Right>;
};

/**
 * One stream's reading of one feed. It begins behind: messages stored after `after` are read for it alone. Once it
 * has all that the fan-out has, it is live and takes what the fan-out sends. A slow reader falls behind again without
 * a buffer: it reads on from its last message when there is room.
 */
export function feedReader({ user, feedId, after, stream, fanOut, ask }: Options) {
  const topic = `feed/${feedId}`;
  let cursor = after;
  let fromSeq = 0;
  let isLive = false;
  let isCatchingUp = false;
  let isOver = false;
  /** Votes and replies were sent to others since its last own read. */
  let hasMissed = false;
  let isToAskForPolls = false;

  async function mayRead(): Promise<boolean> {
    const right = await ask();
    if (right.ends === null) fromSeq = right.fromSeq;
    return right.ends === null;
  }

  async function catchUp() {
    if (isCatchingUp || isLive) return;
    isCatchingUp = true;
    try {
      await fanOut.ready;
      while (!isOver && !isLive && stream.hasRoom()) await inTurn(readOn);
    } catch {
      // The database is away: the reader reconnects by itself, and reads on after its last message.
      stream.close();
    }
    isCatchingUp = false;
  }

  async function readOn() {
    const before = fanOut.at();
    hasMissed = false;
    const messages = await readFeedAfter(user, feedId, cursor, FEED_BATCH);
    // Includes the previous page of messages, which the reader drew before this began.
    const threads = await readThreadsSince(user.id, feedId, cursor - FEED_PAGE_SIZE);
    // Checked after reading: a session that ended a moment ago gets nothing.
    if (!(await mayRead())) return;
    const events = messages.map((message) => ({
      seq: message.seq,
      bytes: streamEvent(topic, 'message', JSON.stringify(message), message.seq),
    }));
    for (const { seq, bytes } of inChunks(events)) {
      if (!stream.hasRoom()) return;
      stream.send(bytes);
      cursor = seq;
    }
    if (messages.length === FEED_BATCH || fanOut.at() !== before || hasMissed) return;
    cursor = Math.max(cursor, before);
    isLive = true;
    for (const thread of threads) stream.send(streamEvent(topic, 'thread', JSON.stringify(thread)));
    if (isToAskForPolls) stream.send(streamEvent(topic, 'polls', 'changed'));
    isToAskForPolls = false;
  }

  const reader: FeedReader = {
    user,
    cursor: () => cursor,
    fromSeq: () => fromSeq,
    isLive: () => isLive,
    mayRead,
    miss() {
      hasMissed = true;
      isToAskForPolls = true;
    },
    fallBehind() {
      isLive = false;
      isToAskForPolls = true;
      void catchUp();
    },
    take(messages, events, at) {
      for (const { seq, bytes } of messages) {
        if (!stream.hasRoom()) return reader.fallBehind();
        stream.send(bytes);
        cursor = seq;
      }
      cursor = Math.max(cursor, at);
      for (const bytes of events) {
        if (!stream.hasRoom()) return reader.fallBehind();
        stream.send(bytes);
      }
    },
  };
  fanOut.add(reader);
  stream.onRoom(() => void catchUp());
  return {
    start: () => void catchUp(),
    end() {
      isOver = true;
      isLive = false;
      fanOut.remove(reader);
    },
  };
}
