import type { FeedMessage, FeedPage, ThreadBelow } from '@/lib/feeds/dto';
import type { PollStates } from '@/lib/polls/dto';
import { moveVote } from '@/lib/polls/move-vote';

/** How many messages a page keeps while its reader is at the newest ones. */
const KEPT = 600;
const KEPT_AFTER_TRIM = 300;

export type FeedState = {
  /** By `seq`, without doubles. */
  messages: FeedMessage[];
  hasOlder: boolean;
  /** The newest there is, also before the first message: where the stream begins. */
  lastSeq: number;
};

export type FeedChange =
  | { kind: 'older'; page: FeedPage }
  /** `trim`: the reader sees the end, so that the beginning may go. */
  | { kind: 'arrived'; messages: FeedMessage[]; trim: boolean }
  /** How polls stand now; those that are not loaded are passed over. */
  | { kind: 'polls'; polls: PollStates['polls'] }
  /** The replies below one message; passed over when that is not loaded. */
  | { kind: 'thread'; thread: ThreadBelow }
  /** The reader's own vote in one poll. */
  | { kind: 'voted'; seq: number; own: number | null };

export function startingWith(page: FeedPage): FeedState {
  return { messages: page.messages, hasOlder: page.hasMore, lastSeq: page.messages.at(-1)?.seq ?? 0 };
}

export function changeFeed(state: FeedState, change: FeedChange): FeedState {
  if (change.kind === 'polls') return change.polls.reduce(withVotes, state);
  if (change.kind === 'thread') return withThread(state, change.thread);
  if (change.kind === 'voted') {
    const { seq, own } = change;
    const votes = state.messages.find((message) => message.seq === seq)?.votes;
    return votes ? withVotes(state, { seq, ...moveVote(votes, own) }) : state;
  }
  if (change.kind === 'older') {
    const first = state.messages[0]?.seq ?? Number.POSITIVE_INFINITY;
    const older = change.page.messages.filter(({ seq }) => seq < first);
    return { ...state, messages: [...older, ...state.messages], hasOlder: change.page.hasMore };
  }
  const fresh = change.messages.filter(({ seq }) => seq > state.lastSeq);
  if (fresh.length === 0) return state;
  const messages = [...state.messages, ...fresh];
  const lastSeq = fresh.at(-1)?.seq ?? state.lastSeq;
  if (!change.trim || messages.length <= KEPT) return { ...state, messages, lastSeq };
  return { messages: messages.slice(-KEPT_AFTER_TRIM), hasOlder: true, lastSeq };
}

function withVotes(state: FeedState, { seq, counts, own }: PollStates['polls'][number]): FeedState {
  const messages = state.messages.map((message) =>
    message.seq === seq ? { ...message, votes: { counts, own } } : message,
  );
  return { ...state, messages };
}

function withThread(state: FeedState, { seq, thread }: ThreadBelow): FeedState {
  const messages = state.messages.map((message) => (message.seq === seq ? { ...message, thread } : message));
  return { ...state, messages };
}
