import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { LiveStream } from '../line/live-stream';
import type { Right } from '../line/rights';
import { unreadFanOut } from './fan-out';
import type { UnreadReader } from './places';

type Options = {
  user: SignedInUser;
  stream: LiveStream;
  /** Checks the right again, and ends the stream with the session. */
  ask: () => Promise<Right>;
};

/**
 * Tells one stream the state of all feeds of its reader, then each change. Without room, everything is told later.
 */
export function unreadReader({ user, stream, ask }: Options) {
  const fanOut = unreadFanOut();
  let hasMissed = false;
  const reader: UnreadReader = {
    user,
    async mayRead() {
      try {
        return (await ask()).ends === null;
      } catch {
        // Nobody knows whether they may read; the browser reconnects by itself.
        stream.close();
        return false;
      }
    },
    tell(event) {
      hasMissed = !stream.hasRoom();
      if (!hasMissed) stream.send(event);
      return !hasMissed;
    },
  };
  stream.onRoom(() => {
    if (!hasMissed) return;
    hasMissed = false;
    fanOut.again(reader);
  });
  return {
    start: () => fanOut.add(reader),
    again: () => fanOut.again(reader),
    end: () => fanOut.remove(reader),
  };
}
