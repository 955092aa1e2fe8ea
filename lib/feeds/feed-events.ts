import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { openStream } from '@/lib/streams/open-stream';

type Options = {
  /** Everything after this number is sent, stored messages first. */
  after: number;
  /** Ends the stream when the reader has gone. */
  signal: AbortSignal;
  heartbeatMs?: number;
};

/**
 * The feed as server-sent events: each `message` has its number as the event's id, so that a reader who returns with
 * the last one (Last-Event-ID) gets every later message once. Numbers are committed in order, so nothing is skipped.
 *
 * `poll` events carry a poll's present votes, `polls` says that any may have changed, `thread` carries a message's
 * count of replies. An `end` event names why the reader may no longer read; without one, the process stops.
 * @throws {AppError} `not_found` for a feed that the user does not belong to, `too_many_streams`.
 */
export function feedEvents(
  user: SignedInUser,
  feedId: number,
  { after, ...options }: Options,
): Promise<ReadableStream<Uint8Array>> {
  return openStream(user, [{ topic: { kind: 'feed', feedId }, after }], options);
}
