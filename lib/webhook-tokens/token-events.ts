import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { openStream } from '@/lib/streams/open-stream';

type Options = {
  /** Ends the stream when the reader has gone. */
  signal: AbortSignal;
  heartbeatMs?: number;
};

/**
 * A stream that says `calls` whenever the token has new history, without its content, which the page fetches through
 * the gate. Ends with an `end` event when the gate closes: the step-up ended or was locked, the session ended, the
 * token is gone.
 * @throws {AppError} `not_found`, `too_many_streams`.
 */
export function tokenEvents(
  user: SteppedUpUser,
  tokenId: string,
  options: Options,
): Promise<ReadableStream<Uint8Array>> {
  return openStream(user, [{ topic: { kind: 'token', tokenId }, after: 0 }], options);
}
