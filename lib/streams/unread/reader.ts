import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { LiveStream } from '../line/live-stream';
import type { Right } from '../line/rights';
import { unreadFanOut } from './fan-out';
import type { UnreadReader } from './watched';

type Options = {
  user: SignedInUser;
  stream: LiveStream;
  /** Asks anew, and ends the stream with the session. */
  ask: () => Promise<Right>;
};

/** Tells one stream how all feeds of its reader stand, and then each change. What there is no room for is told later, as a whole. */
export function unreadReader({ user, stream, ask }: Options) {
  const fanOut = unreadFanOut();
  let hasMissed = false;
  const reader: UnreadReader = {
    user,
    async mayRead() {
      try {
        return (await ask()).ends === null;
      } catch {
        // It cannot be said: the browser comes back by itself.
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
  return { start: () => fanOut.add(reader), end: () => fanOut.remove(reader) };
}
