import { subscribe } from '@/components/live/live-topics';
import type { LiveEvent } from '@/components/live/read-events';
import { RequestFailed } from '@/components/ui/requests/fetch-json';
import type { FeedMessage, ThreadBelow } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';
import { fetchNewer } from '../feed-queries';

/** `ended`: the reader does not belong to the feed any more, and nothing more will come. */
export type StreamStatus = 'connecting' | 'live' | 'ended';

type Options = {
  feedId: number;
  /** The last message there is; asked anew for every connection. */
  after: () => number;
  onMessages: (messages: FeedMessage[]) => void;
  /** The state of one poll; null: any poll may have changed, as after each connection. */
  onPoll: (poll: PollStates['polls'][number] | null) => void;
  /** The feed takes nothing more, or does again. An archived one says so after each connection, others say nothing then. */
  onArchived: (archived: boolean) => void;
  /** How many replies a message has now. */
  onThread: (thread: ThreadBelow) => void;
  onStatus: (status: StreamStatus) => void;
};

/** Messages of a burst reach the page together. */
const GATHER_MS = 40;

/**
 * Tells the page what happens in a feed, across restarts, lost networks, renewed sessions, sign-outs and sleep. Every connection
 * begins after the last loaded message, so nothing is missed or doubled.
 * @returns the function that ends it.
 */
export function openFeedStream({
  feedId,
  after,
  onMessages,
  onPoll,
  onThread,
  onArchived,
  onStatus,
}: Options): () => void {
  let gathered: FeedMessage[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;

  const deliver = () => {
    clearTimeout(gathering);
    gathering = undefined;
    const messages = gathered;
    gathered = [];
    if (messages.length > 0) onMessages(messages);
  };
  const close = () => {
    unsubscribe();
    deliver();
  };
  const finish = () => {
    close();
    onStatus('ended');
  };

  function onEvent({ name, data }: LiveEvent) {
    if (name === 'message') {
      gathered.push(JSON.parse(data) as FeedMessage);
      gathering ??= setTimeout(deliver, GATHER_MS);
    } else if (name === 'poll') {
      // The message with the poll may still be among the gathered ones.
      deliver();
      onPoll(JSON.parse(data));
    } else if (name === 'polls') onPoll(null);
    else if (name === 'archived') onArchived(data === 'true');
    else if (name === 'thread') {
      deliver();
      onThread(JSON.parse(data));
    } else if (name === 'end' && data === 'membership') finish();
  }

  async function ask() {
    try {
      onMessages((await fetchNewer(feedId, after())).messages);
      onPoll(null);
    } catch (error) {
      if (error instanceof RequestFailed && error.status === 404) finish();
    }
  }

  onStatus('connecting');
  const unsubscribe = subscribe({
    topic: `feed/${feedId}`,
    after,
    onEvent,
    onOpen() {
      onStatus('live');
      onPoll(null);
    },
    onLost: () => onStatus('connecting'),
    onPoll: () => void ask(),
  });
  return close;
}
