import { RequestFailed } from '@/components/ui/fetch-json';
import type { FeedMessage, ThreadBelow } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';
import { checkFeed, feedEventsUrl } from './feed-queries';

/** `ended`: the reader does not belong to the feed any more, and nothing more will come. */
export type StreamStatus = 'connecting' | 'live' | 'ended';

type Options = {
  feedId: number;
  /** The last message there is; asked anew for every connection. */
  after: () => number;
  onMessages: (messages: FeedMessage[]) => void;
  /** How one poll stands now; null: any may have changed, as after each connection. */
  onPoll: (poll: PollStates['polls'][number] | null) => void;
  /** How many replies a message has now. */
  onThread: (thread: ThreadBelow) => void;
  onStatus: (status: StreamStatus) => void;
};

/** Messages of a burst reach the page together. */
const GATHER_MS = 40;
const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 15_000;
/** A page nobody looks at lets its connection go: browsers allow six to a server. */
const HIDDEN_MS = 60_000;

/**
 * Keeps a feed's stream open: through restarts, lost networks, renewed sessions and sleep. Every connection
 * begins after the last message there is, so nothing is missed or doubled.
 * @returns the function that closes it.
 */
export function openFeedStream({
  feedId,
  after,
  onMessages,
  onPoll,
  onThread,
  onStatus,
}: Options): () => void {
  let source: EventSource | undefined;
  let gathered: FeedMessage[] = [];
  let gathering: ReturnType<typeof setTimeout> | undefined;
  let retrying: ReturnType<typeof setTimeout> | undefined;
  let hiding: ReturnType<typeof setTimeout> | undefined;
  let pauseMs = FIRST_PAUSE_MS;
  let over = false;

  const deliver = () => {
    clearTimeout(gathering);
    gathering = undefined;
    const messages = gathered;
    gathered = [];
    if (messages.length > 0) onMessages(messages);
  };
  const disconnect = () => {
    clearTimeout(retrying);
    retrying = undefined;
    source?.close();
    source = undefined;
    deliver();
  };
  const finish = () => {
    over = true;
    disconnect();
    onStatus('ended');
  };

  function connect() {
    if (over || source) return;
    onStatus('connecting');
    const opened = new EventSource(feedEventsUrl(feedId, after()));
    source = opened;
    opened.onopen = () => {
      pauseMs = FIRST_PAUSE_MS;
      onStatus('live');
      onPoll(null);
    };
    opened.addEventListener('message', (event) => {
      gathered.push(JSON.parse(event.data) as FeedMessage);
      gathering ??= setTimeout(deliver, GATHER_MS);
    });
    opened.addEventListener('poll', (event) => {
      // The poll itself may still be among the gathered.
      deliver();
      onPoll(JSON.parse(event.data));
    });
    opened.addEventListener('polls', () => onPoll(null));
    opened.addEventListener('thread', (event) => {
      deliver();
      onThread(JSON.parse(event.data));
    });
    opened.addEventListener('end', (event) => {
      if (event.data === 'membership') return finish();
      retry();
    });
    opened.onerror = () => {
      onStatus('connecting');
      // Else the browser tries again by itself, with the last event's id.
      if (opened.readyState === EventSource.CLOSED) retry();
    };
  }

  function retry() {
    disconnect();
    if (over) return;
    retrying = setTimeout(async () => {
      retrying = undefined;
      try {
        await checkFeed(feedId, after());
      } catch (error) {
        if (error instanceof RequestFailed && (error.status === 404 || error.status === 401)) return finish();
        return retry();
      }
      connect();
    }, pauseMs);
    pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS);
  }

  const onVisibility = () => {
    clearTimeout(hiding);
    if (document.hidden) hiding = setTimeout(disconnect, HIDDEN_MS);
    else if (!retrying) connect();
  };
  const onOnline = () => {
    pauseMs = FIRST_PAUSE_MS;
    disconnect();
    connect();
  };
  document.addEventListener('visibilitychange', onVisibility);
  window.addEventListener('online', onOnline);
  connect();

  return () => {
    over = true;
    clearTimeout(hiding);
    document.removeEventListener('visibilitychange', onVisibility);
    window.removeEventListener('online', onOnline);
    disconnect();
  };
}
