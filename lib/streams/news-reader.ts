import 'server-only';
import { streamEvent } from './line/events';
import type { LiveStream } from './line/live-stream';
import type { Right } from './line/rights';

/** However much happens, a page is told at most this often. */
const QUIET_MS = 1_000;

type Options = {
  topic: string;
  /** The event that says so. */
  event: 'calls' | 'failures';
  /** Calls back when there is news; returns what ends that. */
  listen: (tell: () => void) => (() => void)[];
  stream: LiveStream;
  /** Asks anew, and ends the topic when the right is gone. */
  ask: () => Promise<Right>;
};

/** Says that a usage history or the failures of a handler have news, without their content: the page fetches that through the gate. */
export function newsReader({ topic, event, listen, stream, ask }: Options) {
  let quiet: NodeJS.Timeout | undefined;
  let more = false;
  const news = streamEvent(topic, event, '');

  function tell() {
    more = quiet !== undefined;
    if (more || stream.isClosed()) return;
    quiet = setTimeout(() => {
      quiet = undefined;
      if (more) tell();
    }, QUIET_MS);
    // A reader who takes nothing has one of these waiting already.
    void ask().then(
      ({ ends }) => ends === null && stream.hasRoom() && stream.send(news),
      () => stream.close(),
    );
  }
  const endings = listen(tell);
  return {
    tell,
    end() {
      clearTimeout(quiet);
      for (const end of endings) end();
    },
  };
}
