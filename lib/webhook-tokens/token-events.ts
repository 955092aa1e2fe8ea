import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { onNotificationsClosed, onToken } from '@/lib/feeds/notifications';
import { eventStream } from '@/lib/http/event-stream';
import { requireOwnToken } from './require-own-token';

/** However many calls come in, a page is told at most this often. */
const QUIET_MS = 1_000;
/** A comment now and then keeps proxies from closing the stream. */
const HEARTBEAT_MS = 20_000;

/**
 * A server-sent event stream that says `calls` whenever the token has new history, without its content: the
 * page fetches that through the gate. Ends with the step-up, with `signal` and when the process stops.
 * @throws {AppError} `not_found`.
 */
export async function tokenEvents(
  user: SteppedUpUser,
  tokenId: string,
  signal: AbortSignal,
): Promise<Response> {
  await requireOwnToken(user, tokenId);
  let end = (_close = true) => {};
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      const encoder = new TextEncoder();
      let quiet: NodeJS.Timeout | undefined;
      const say = (text: string) => controller.enqueue(encoder.encode(text));
      let more = false;
      const tell = () => {
        more = quiet !== undefined;
        if (more) return;
        say('event: calls\ndata:\n\n');
        quiet = setTimeout(() => {
          quiet = undefined;
          if (more) tell();
        }, QUIET_MS);
      };
      const heartbeat = setInterval(() => say(': still here\n\n'), HEARTBEAT_MS);
      const closing = setTimeout(() => end(), user.stepUpEndsAt.getTime() - Date.now());
      const unsubscribe = onToken(tokenId, tell);
      const forget = onNotificationsClosed(() => end());
      end = (close = true) => {
        end = () => {};
        clearTimeout(quiet);
        clearInterval(heartbeat);
        clearTimeout(closing);
        unsubscribe();
        forget();
        signal.removeEventListener('abort', abort);
        if (close) controller.close();
      };
      const abort = () => end(false);
      signal.addEventListener('abort', abort);
      say('retry: 2000\n\n');
    },
    cancel: () => end(false),
  });
  return eventStream(stream);
}
