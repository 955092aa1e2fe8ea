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
 * the gate. The stream may be full of the messages of feeds, which share it; then this is told when there is room.
 */
export function newsReader({ topic, event, listen, stream, ask }: Options) {
  let quiet: NodeJS.Timeout | undefined;
  let more = false;
  let hasMissed = false;
  let isOver = false;
  const news = streamEvent(topic, event, '');

  function tell() {
    more = quiet !== undefined;
    if (more || stream.isClosed()) return;
    quiet = setTimeout(() => {
      quiet = undefined;
      if (more) tell();
    }, QUIET_MS);
    void ask().then(
      ({ ends }) => {
        if (ends !== null) return;
        hasMissed = !stream.hasRoom();
        if (!hasMissed) stream.send(news);
      },
      () => stream.close(),
    );
  }
  const endings = listen(tell);
  stream.onRoom(() => {
    if (!hasMissed || isOver) return;
    hasMissed = false;
    tell();
  });
  return {
    tell,
    end() {
      isOver = true;
      clearTimeout(quiet);
      for (const end of endings) end();
    },
  };
}
