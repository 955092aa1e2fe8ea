import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { readPolls } from '@/lib/polls/read-polls';
import type { Bell } from './bell';
import { FEED_PAGE_SIZE } from './feed-policy';
import { onPolls, onThreads } from './notifications';
import { readRecentThreads, readThreads, readThreadsSince } from './read-threads';

/** What of the messages that a reader has already may change: votes in polls, and replies in threads. */
export type ChangedMessages = {
  any(): boolean;
  /** The changes since the last time as server-sent events; empty when the reader need not know of any. */
  take(): Promise<string>;
  /** Ends the listening. */
  end(): void;
};

/**
 * Remembers the numbers of changed messages, and rings the bell for each. The threads below the last page of messages up to
 * `after` are among the first changes: the reader's page was drawn before this began. (Polls it asks for itself.)
 */
export function changedMessages(
  user: SignedInUser,
  feedId: number,
  bell: Bell,
  after: number,
): ChangedMessages {
  const polls = collector(bell);
  const threads = collector(bell);
  const endings = [onPolls(feedId, polls.note), onThreads(feedId, threads.note)];
  let isFirst = true;
  return {
    any: () => isFirst || polls.any() || threads.any(),
    async take() {
      const drawn = isFirst ? await readThreadsSince(user.id, feedId, after - FEED_PAGE_SIZE) : [];
      isFirst = false;
      const [poll, thread] = [polls.take(), threads.take()];
      const states = poll.seqs.length > 0 ? await readPolls(user, feedId, poll.seqs) : [];
      const below = thread.unknown
        ? await readRecentThreads(user.id, feedId)
        : await readThreads(user.id, feedId, thread.seqs);
      return [
        ...(poll.unknown ? [event('polls', 'changed')] : []),
        ...states.map((state) => event('poll', JSON.stringify(state))),
        ...[...drawn, ...below].map((one) => event('thread', JSON.stringify(one))),
      ].join('');
    },
    end() {
      for (const end of endings) end();
    },
  };
}

const event = (name: string, data: string) => `event: ${name}\ndata: ${data}\n\n`;

function collector(bell: Bell) {
  const changed = new Set<number | null>();
  return {
    note(seq: number | null) {
      changed.add(seq);
      bell.ring();
    },
    any: () => changed.size > 0,
    /** `unknown`: any may have changed, as after a lost connection. */
    take() {
      const seqs = [...changed].filter((seq) => seq !== null);
      const unknown = changed.has(null);
      changed.clear();
      return { seqs, unknown };
    },
  };
}
