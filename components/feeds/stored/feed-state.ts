import type { FeedMessage, FeedOpening, FeedPage, FeedWindow, ThreadBelow } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';
import { moveVote } from '@/lib/polls/move-vote';

/** How many messages a page keeps while its reader is at the newest ones. */
const KEPT = 600;
const KEPT_AFTER_TRIM = 300;

export type FeedState = {
  /** Sorted by `seq`, without doubles. */
  messages: FeedMessage[];
  hasOlder: boolean;
  /** There are later messages that are not loaded, since the reader has gone back. Arrivals are fetched with them. */
  hasNewer: boolean;
  /** The number of the newest message, 0 without one. The stream begins after it. */
  lastSeq: number;
  /** The newest message that arrived while earlier ones were still to be fetched. */
  missedSeq: number;
  /** What the stream told of threads, by the message above: a page that was read before may come after it. */
  threads: ReadonlyMap<number, ThreadBelow>;
};

export type FeedChange =
  /** What comes before, or after, the message `next`; passed over when that is not the first, or last, any more. */
  | { kind: 'older' | 'newer'; next: number; page: FeedPage }
  /** Replaces the loaded messages by the newest ones, or by those around one. */
  | { kind: 'instead'; page: FeedPage & Pick<FeedWindow, 'hasNewer'> }
  /** `trim`: the reader sees the end, so that the beginning may go. */
  | { kind: 'arrived'; messages: FeedMessage[]; trim: boolean }
  /** How polls stand now; those that are not loaded are passed over. */
  | { kind: 'polls'; polls: PollStates['polls'] }
  /** The replies below one message, which may not be loaded yet. */
  | { kind: 'thread'; thread: ThreadBelow }
  /** The reader's own vote in one poll. */
  | { kind: 'voted'; seq: number; own: number | null };

export function startingWith({ messages, hasMore, hasNewer, newestSeq }: FeedOpening): FeedState {
  const lastSeq = Math.max(newestSeq, messages.at(-1)?.seq ?? 0);
  return { messages, hasOlder: hasMore, hasNewer, lastSeq, missedSeq: 0, threads: new Map() };
}

export function changeFeed(state: FeedState, change: FeedChange): FeedState {
  switch (change.kind) {
    case 'polls':
      return change.polls.reduce(withVotes, state);
    case 'thread':
      return withThread(state, change.thread);
    case 'voted': {
      const { seq, own } = change;
      const votes = state.messages.find((message) => message.seq === seq)?.votes;
      return votes ? withVotes(state, { seq, ...moveVote(votes, own) }) : state;
    }
    case 'older': {
      const { next, page } = change;
      if (next !== state.messages[0]?.seq) return state;
      const messages = [...withTold(state, page.messages), ...state.messages];
      return { ...state, messages, hasOlder: page.hasMore };
    }
    case 'newer': {
      const { next, page } = change;
      if (next !== state.messages.at(-1)?.seq) return state;
      const messages = [...state.messages, ...withTold(state, page.messages)];
      return ending({ ...state, messages }, page.hasMore);
    }
    case 'instead': {
      const { messages, hasMore, hasNewer } = change.page;
      // Messages that the stream brought meanwhile follow these.
      const since = hasNewer ? [] : state.messages.filter(({ seq }) => seq > lastOf(messages));
      const all = [...withTold(state, messages), ...since];
      return ending({ ...state, messages: all, hasOlder: hasMore }, hasNewer);
    }
    case 'arrived':
      return withArrived(state, change);
  }
}

const lastOf = (messages: FeedMessage[]) => messages.at(-1)?.seq ?? 0;

/** The state with another lower end. Messages that arrived meanwhile and were not taken are still to be fetched. */
function ending(state: FeedState, hasNewer: boolean): FeedState {
  const last = lastOf(state.messages);
  return { ...state, hasNewer: hasNewer || state.missedSeq > last, lastSeq: Math.max(state.lastSeq, last) };
}

function withArrived(
  state: FeedState,
  { messages: arrived, trim }: Extract<FeedChange, { kind: 'arrived' }>,
): FeedState {
  const fresh = arrived.filter(({ seq }) => seq > state.lastSeq);
  if (fresh.length === 0) return state;
  const lastSeq = lastOf(fresh);
  if (state.hasNewer) return { ...state, lastSeq, missedSeq: lastSeq };
  const messages = [...state.messages, ...fresh];
  if (!trim || messages.length <= KEPT) return { ...state, messages, lastSeq };
  return { ...state, messages: messages.slice(-KEPT_AFTER_TRIM), hasOlder: true, lastSeq };
}

function withVotes(state: FeedState, { seq, counts, own }: PollStates['polls'][number]): FeedState {
  const messages = state.messages.map((message) =>
    message.seq === seq ? { ...message, votes: { counts, own } } : message,
  );
  return { ...state, messages };
}

function withThread(state: FeedState, told: ThreadBelow): FeedState {
  const threads = new Map(state.threads).set(told.seq, told);
  const messages = state.messages.map((message) =>
    message.seq === told.seq ? above(message, told) : message,
  );
  return { ...state, threads, messages };
}

/** A fetched page with the threads that the stream has told of since it was read. */
function withTold({ threads }: FeedState, messages: FeedMessage[]): FeedMessage[] {
  return messages.map((message) => {
    const told = threads.get(message.seq);
    const isNewer = told && told.thread.replies >= (message.thread?.replies ?? 0);
    return isNewer ? above(message, told) : message;
  });
}

const above = (message: FeedMessage, { thread, resolved }: ThreadBelow): FeedMessage => ({
  ...message,
  thread,
  resolved,
});
