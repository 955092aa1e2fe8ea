import 'server-only';
import { streamEvent } from './line/events';
import type { LiveStream } from './line/live-stream';
import type { Right } from './line/rights';

/** A page is told at most this often, however much happens. */
const QUIET_MS = 1_000;

type Options = {
  topic: string;
  /** The event's name. */
  event: 'calls' | 'failures';
  /** Calls back when there is news; returns the functions that end that. */
  listen: (tell: () => void) => (() => void)[];
  stream: LiveStream;
  /** Checks the right again, and ends the topic when it is gone. */
  ask: () => Promise<Right>;
};

/**
 * Says that a usage history or a handler's failures have news, without their content, which the page fetches through
 * the gate.
 */
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
    // A reader that takes nothing has such an event waiting already.
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
