import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { openStream } from '@/lib/streams/open-stream';

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
 * poll stands now, `polls` that any may have changed (a reader asks for those on its page), and `thread` how many replies
 * a message has. Ends with an `end` event naming the reason when the reader may no longer read, and without one when this
 * process stops.
 * @throws {AppError} `not_found` for a feed the user does not belong to, `too_many_streams`.
 */
export function feedEvents(
  user: SignedInUser,
  feedId: number,
  { after, ...options }: Options,
): Promise<ReadableStream<Uint8Array>> {
  return openStream(user, [{ topic: { kind: 'feed', feedId }, after }], options);
}
