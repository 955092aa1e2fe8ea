import 'server-only';
import { onToken } from '@/lib/feeds/notifications';
import type { LiveStream } from './live-stream';
import { streamEvent } from './stream-events';
import type { Right } from './stream-rights';

/** However many calls come in, a page is told at most this often. */
const QUIET_MS = 1_000;

type Options = {
  tokenId: string;
  stream: LiveStream;
  /** Asks anew, and ends the topic when the right is gone. */
  ask: () => Promise<Right>;
};

/** Says `calls` whenever the token has new history, without its content: the page fetches that through the gate. */
export function tokenReader({ tokenId, stream, ask }: Options) {
  let quiet: NodeJS.Timeout | undefined;
  let more = false;
  const calls = streamEvent(`token/${tokenId}`, 'calls', '');

  function tell() {
    more = quiet !== undefined;
    if (more || stream.isClosed()) return;
    quiet = setTimeout(() => {
      quiet = undefined;
      if (more) tell();
    }, QUIET_MS);
    // A reader who takes nothing has one of these waiting already.
    void ask().then(
      ({ ends }) => ends === null && stream.hasRoom() && stream.send(calls),
      () => stream.close(),
    );
  }
  const unsubscribe = onToken(tokenId, tell);
  return {
    end() {
      clearTimeout(quiet);
      unsubscribe();
    },
  };
}
