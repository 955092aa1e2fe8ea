import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { makeBell } from './bell';
import { changedMessages } from './changed-messages';
import type { FeedMessage } from './dto';
import { HEARTBEAT_MS, RECONNECT_MS } from './feed-policy';
import { onFeed, onNotificationsClosed } from './notifications';
import { readFeedAfter } from './read-feed';
import { requireFeedMember } from './require-feed-member';
import { whyReadingEnds } from './why-reading-ends';

const BATCH = 100;

type Options = {
  /** Everything after this is sent, first what is stored, then what comes. */
  after: number;
  /** Ends the stream: the reader has gone. */
  signal: AbortSignal;
  heartbeatMs?: number;
};

/**
 * The feed as server-sent events: one `message` per message with its number as the event's id, so that a reader
 * who comes back with the last one (Last-Event-ID) gets each later message once. Numbers are given and committed
 * in the same order, so reading "after the last" skips nothing. Between them `poll` events say how the vote in a
 * poll stands now, `polls` that any may have changed (a reader asks for those on its page), and `thread` how many replies a message has. Ends with an `end` event naming the reason when
 * the reader may no longer read, and without one when this process stops.
 * @throws {AppError} `not_found` for a feed the user does not belong to.
 */
export async function feedEvents(
  user: SignedInUser,
  feedId: number,
  { after, signal, heartbeatMs = HEARTBEAT_MS }: Options,
): Promise<ReadableStream<Uint8Array>> {
  await requireFeedMember(user, feedId);
  const bell = makeBell();
  // Listening begins before the first read: what is committed between the two rings the bell.
  const changed = changedMessages(user, feedId, bell, after);
  const endings = [onFeed(feedId, bell.ring), changed.end, onNotificationsClosed(bell.stop)];
  signal.addEventListener('abort', bell.stop, { once: true });
  if (signal.aborted) bell.stop();
  const cleanUp = () => {
    bell.stop();
    signal.removeEventListener('abort', bell.stop);
    for (const end of endings) end();
  };

  const encoder = new TextEncoder();
  let cursor = after;
  let greeted = false;
  let checkedAt = Date.now();

  /** The next thing to send; undefined at the end. Called only when the reader has taken the last one. */
  async function next(): Promise<string | undefined> {
    if (!greeted) {
      greeted = true;
      // At once, so that proxies and the browser see an open stream.
      return `retry: ${RECONNECT_MS}\n\n`;
    }
    for (;;) {
      if (bell.stopped()) return undefined;
      bell.clear();
      const messages = await readFeedAfter(user, feedId, cursor, BATCH);
      const due = Date.now() - checkedAt >= heartbeatMs;
      if (due) checkedAt = Date.now();
      // Also before each delivery: nothing is sent to a session that was ended a moment ago.
      const ended =
        due || messages.length > 0 || changed.any() ? await whyReadingEnds(user, feedId) : undefined;
      if (ended) {
        bell.stop();
        return `event: end\ndata: ${ended}\n\n`;
      }
      const last = messages.at(-1);
      if (last) {
        cursor = last.seq;
        // A full batch may have more behind it.
        if (messages.length === BATCH) bell.ring();
        return messages.map(toEvent).join('');
      }
      // After the messages: one comes before its votes and replies.
      if (changed.any()) {
        const text = await changed.take();
        if (text) return text;
        continue;
      }
      if (due) return ': still here\n\n';
      await bell.rungWithin(Math.max(1, heartbeatMs - (Date.now() - checkedAt)));
    }
  }

  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      try {
        const text = await next();
        if (text !== undefined) return controller.enqueue(encoder.encode(text));
      } catch {
        // The database is away: the reader comes back by itself, and then after its last message.
      }
      cleanUp();
      controller.close();
    },
    cancel: cleanUp,
  });
}

function toEvent(message: FeedMessage): string {
  return `id: ${message.seq}\nevent: message\ndata: ${JSON.stringify(message)}\n\n`;
}
