import { messageInWords } from '@/components/feeds/message/in-words';
import { sentBy } from '@/components/feeds/message/sent-by';
import { fetchJson, RequestFailed } from '@/components/ui/requests/fetch-json';
import { isWatched, playSomewhere } from '@/components/unread/attention';
import type { FeedMessage, FeedPage } from '@/lib/feeds/dto';
import { messageHref } from '@/lib/feeds/message-address';
import type { Callable } from '@/lib/messages/called-policy';
import type { FeedUnread } from '@/lib/unread/dto';
import { shouldNotify } from '@/lib/unread/telling-policy';
import { mayOffer, offerNotifications } from './offer';
import { desktopPermission } from './permission';
import { hasSound } from './sound';

/** A feed with what its reader wants to hear of. */
export type NotifiedFeed = Pick<FeedUnread, 'feedId' | 'seenSeq' | 'notify' | 'muted'> & {
  /** The name in notifications and titles: `#Builds`. */
  name: string;
  href: string;
  isDirect: boolean;
  isBot: boolean;
};
type Options = {
  person: Callable;
  open: (href: string) => void;
  /** The feed as it is known by now; undefined: it is not listed any more. */
  latest: () => NotifiedFeed | undefined;
};

/** More at once are one notification. */
const MOST_SINGLE = 3;
const MOST_READ = 20;
const MAX_CHARS = 240;
/** The pause of a feed after many messages or a failure, so that a flood is one notification every few seconds. */
const REST_MS = 5_000;

/** For each feed, the times of its recent notifications. */
const lately = new Map<number, number[]>();
/** Feeds that are being told of, with what came meanwhile. */
const busy = new Map<number, number | null>();
/** The newest message of each feed that was looked through: no message is told twice. */
const doneUpTo = new Map<number, number>();

/**
 * Shows notifications for those messages after `after` that the reader wants to hear of, and plays the sound. Of what came while the
 * browser was away nobody has said whom it calls, so the offer to show such messages may come from here, too.
 */
export async function tellOf(feed: NotifiedFeed, after: number, options: Options): Promise<void> {
  const isShown = desktopPermission() === 'granted';
  if (!isShown && !hasSound(feed.feedId) && !mayOffer()) return;
  if (busy.has(feed.feedId))
    return void busy.set(feed.feedId, Math.min(busy.get(feed.feedId) ?? after, after));
  busy.set(feed.feedId, null);
  let restMs = 0;
  try {
    const from = Math.max(after, seenUpTo(options), doneUpTo.get(feed.feedId) ?? 0);
    const page = await fetchJson<FeedPage>(
      `/api/feeds/${feed.feedId}/messages?after=${from}&limit=${MOST_READ}`,
    );
    doneUpTo.set(feed.feedId, Math.max(from, page.messages.at(-1)?.seq ?? 0));
    // A message that was in sight when it came is not told, even if its reader has gone on since.
    const unseen = page.messages.filter(({ seq }) => seq > seenUpTo(options));
    const messages = unseen.filter((message) => shouldNotify(message, feed, options.person));
    if (messages.length === 0 || isWatched(feed.feedId)) return;
    if (!feed.muted) offerNotifications(feed);
    if (hasSound(feed.feedId)) playSomewhere();
    if (isShown) show(feed, messages, page.hasMore, options.open);
    if (isMany(feed.feedId, messages.length)) restMs = REST_MS;
  } catch (error) {
    // Without a network the question is repeated. After other failures the badge alone says that there is something to read.
    const isLater = error instanceof RequestFailed && error.status === 0;
    if (isLater) busy.set(feed.feedId, Math.min(busy.get(feed.feedId) ?? after, after));
    restMs = REST_MS;
  } finally {
    setTimeout(() => {
      const next = busy.get(feed.feedId) ?? null;
      busy.delete(feed.feedId);
      const known = options.latest();
      if (next !== null && known) void tellOf(known, next, options);
    }, restMs);
  }
}

const seenUpTo = ({ latest }: Options) => latest()?.seenSeq ?? 0;

/** Whether, with these, the feed had more messages within the pause than are shown one by one. */
function isMany(feedId: number, count: number): boolean {
  const nowMs = performance.now();
  const times = (lately.get(feedId) ?? []).filter((atMs) => nowMs - atMs < REST_MS);
  lately.set(feedId, [...times, ...Array.from({ length: count }, () => nowMs)]);
  return times.length + count > MOST_SINGLE;
}

function show(feed: NotifiedFeed, messages: FeedMessage[], hasMore: boolean, open: (href: string) => void) {
  if (messages.length <= MOST_SINGLE) for (const message of messages) showOne(feed, message, open);
  else {
    const [newest] = messages.slice(-1);
    const count = hasMore ? `More than ${messages.length}` : messages.length;
    if (newest) notify(`${count} new messages in ${feed.name}`, lineOf(newest), feed, newest, open);
  }
}

function showOne(feed: NotifiedFeed, message: FeedMessage, open: (href: string) => void) {
  const who = sentBy(message.sender);
  const title = feed.isDirect ? who : `${who} in ${feed.name}`;
  notify(title, messageInWords(message, MAX_CHARS), feed, message, open);
}

const lineOf = (message: FeedMessage) => `${sentBy(message.sender)}: ${messageInWords(message, MAX_CHARS)}`;

/** Shows a notification. Two with the same tag are shown once, whichever tabs they come from. The sound is our own. */
function notify(
  title: string,
  body: string,
  feed: NotifiedFeed,
  { seq }: FeedMessage,
  open: (href: string) => void,
) {
  try {
    const notification = new Notification(title, {
      body,
      tag: `postern-${feed.feedId}-${seq}`,
      dir: 'auto',
      icon: '/mark.svg',
      silent: true,
    });
    notification.onclick = () => {
      notification.close();
      window.focus();
      open(messageHref(feed.href, seq));
    };
  } catch {
    // Phones show notifications of service workers only.
  }
}
