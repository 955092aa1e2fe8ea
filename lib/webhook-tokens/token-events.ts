import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { openStream } from '@/lib/streams/open-stream';

type Options = {
  /** Ends the stream: the reader has gone. */
  signal: AbortSignal;
  heartbeatMs?: number;
};

/**
 * A stream of server-sent events that says `calls` whenever the token has new history, without its content: the
 * page fetches that through the gate. Ends with an `end` event as soon as the page would be closed: the step-up is over or
 * was locked, the session ended, the token is gone.
 * @throws {AppError} `not_found`, `too_many_streams`.
 */
export function tokenEvents(
  user: SteppedUpUser,
  tokenId: string,
  options: Options,
): Promise<ReadableStream<Uint8Array>> {
  return openStream(user, [{ topic: { kind: 'token', tokenId }, after: 0 }], options);
}
