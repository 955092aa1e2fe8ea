import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { countFailures } from '@/lib/handlers/failures/read-failures';
import { onAccess, onHandler, onNotificationsClosed, onToken } from '@/lib/live/notifications';
import { keepPulse, watchHandler, watchToken } from '@/lib/live/pulse';
import { fanOutOf } from './feeds/fan-out';
import { feedReader } from './feeds/reader';
import { greeting, HEARTBEAT, streamEvent } from './line/events';
import { type LiveStream, liveStream } from './line/live-stream';
import { takeStreamPlace } from './line/places';
import { HEARTBEAT_MS, RECONNECT_MS } from './line/policy';
import { type EndOfReading, type Right, rightTo, type Topic, topicName } from './line/rights';
import { newsReader } from './news-reader';
import { unreadReader } from './unread/reader';

/**
 * For a feed: everything after this number is sent, stored messages first. For a handler: the known number of
 * failures; the reader is told at once when it differs.
 */
export type Wanted = { topic: Topic; after: number };

type Options = {
  /** Ends the stream when the reader has gone. */
  signal: AbortSignal;
  heartbeatMs?: number;
};

/**
 * Feeds, usage histories and unread counts as one stream of server-sent events (lib/streams/line/events.ts), each for
 * as long as the reader may read it. Rights are checked before anything is sent, at every heartbeat, when the step-up
 * ends, and when the database announces a change for this user; the check of a feed also tells whether it is
 * archived. Heartbeats also find what was never announced (lib/live/pulse.ts). A topic ends with an `end` event and
 * its reason; the stream ends with its last topic, or with the session.
 * @throws {AppError} `too_many_streams`, and for a single topic `not_found`; of several topics, those that cannot be
 * read end.
 */
export async function openStream(
  user: SignedInUser,
  wanted: Wanted[],
  { signal, heartbeatMs = HEARTBEAT_MS }: Options,
): Promise<ReadableStream<Uint8Array>> {
  const giveBack = takeStreamPlace(user);
  const stream = liveStream(signal);
  stream.onClosed(giveBack);
  // Before the first check, so that a change between the two is checked again.
  stream.onClosed(onAccess(user.id, () => void check()));
  stream.onClosed(onNotificationsClosed(stream.close));
  const topics = wanted.map((one) => topicOf(user, one, stream, whenOver));
  try {
    await admit(topics);
  } catch (error) {
    stream.close();
    throw error;
  }
  const beat = setInterval(() => void check(true), heartbeatMs);
  stream.onClosed(() => clearInterval(beat));
  stream.onClosed(keepPulse(heartbeatMs));
  if (!stream.isClosed()) stream.send(greeting(RECONNECT_MS));
  for (const topic of topics) topic.start();

  async function check(isBeat = false) {
    try {
      await Promise.all(topics.map((topic) => topic.ask(isBeat)));
    } catch {
      // Nobody knows whether they may read; the browser reconnects by itself.
      return stream.close();
    }
    if (stream.isStalled()) stream.close();
    else if (isBeat && stream.hasRoom()) stream.send(HEARTBEAT);
  }

  function whenOver(ends: EndOfReading) {
    if (ends === 'session' || topics.every((topic) => topic.isOver())) stream.close();
  }

  return stream.body;
}

type OpenTopic = ReturnType<typeof topicOf>;

async function admit(topics: OpenTopic[]): Promise<void> {
  const rights = await Promise.all(topics.map((topic) => topic.ask()));
  const [only] = topics;
  if (topics.length !== 1 || !only) return;
  if (rights[0]?.ends === 'membership') throw notFound(only.topic.kind);
}

function topicOf(
  user: SignedInUser,
  { topic, after }: Wanted,
  stream: LiveStream,
  whenOver: (ends: EndOfReading) => void,
) {
  const name = topicName(topic);
  let over = false;
  let stop = () => {};
  let toldArchived = false;
  let version: string | undefined;
  let beginAgain = () => {};
  let stepUpOver: NodeJS.Timeout | undefined;

  async function ask(isBeat = false): Promise<Right> {
    if (over) return { ends: 'membership' };
    const right = await rightTo(user, topic);
    if (over || stream.isClosed()) return { ends: 'membership' };
    clearTimeout(stepUpOver);
    if (right.ends !== null) {
      stream.send(streamEvent(name, 'end', right.ends));
      end();
      whenOver(right.ends);
      return right;
    }
    version ??= right.version;
    if (isBeat && right.version !== version) {
      version = right.version;
      beginAgain();
    }
    if (topic.kind === 'feed' && right.archived !== toldArchived) {
      toldArchived = right.archived;
      stream.send(streamEvent(name, 'archived', String(right.archived)));
    }
    if (right.endsInMs !== null) {
      stepUpOver = setTimeout(() => void ask().catch(stream.close), right.endsInMs);
    }
    return right;
  }

  function end() {
    over = true;
    clearTimeout(stepUpOver);
    stop();
  }
  stream.onClosed(end);
  return {
    topic,
    ask,
    isOver: () => over,
    start() {
      if (over) return;
      if (topic.kind === 'token') {
        const { tokenId } = topic;
        const listen = (tell: () => void) => [
          onToken(tokenId, tell),
          watchToken(tokenId, version ?? '', tell),
        ];
        stop = newsReader({ topic: name, event: 'calls', listen, stream, ask }).end;
        return;
      }
      if (topic.kind === 'handler') {
        const { feedId } = topic;
        const listen = (tell: () => void) => [onHandler(feedId, tell), watchHandler(feedId, after, tell)];
        const news = newsReader({ topic: name, event: 'failures', listen, stream, ask });
        stop = news.end;
        void countFailures(feedId).then((count) => count !== after && !over && news.tell(), stream.close);
        return;
      }
      if (topic.kind === 'unread') {
        const reader = unreadReader({ user, stream, ask });
        [stop, beginAgain] = [reader.end, reader.again];
        return reader.start();
      }
      const { feedId } = topic;
      const reader = feedReader({ user, feedId, after, stream, fanOut: fanOutOf(feedId), ask });
      stop = reader.end;
      reader.start();
    },
  };
}
