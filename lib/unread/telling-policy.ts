import type { FeedMessage } from '@/lib/feeds/dto';
import { type Callable, namesPerson } from '@/lib/messages/called-policy';
import { EVERYBODY } from '@/lib/messages/mentions';
import type { FeedUnread } from './dto';

/**
 * Which messages a person wants to be notified of. Browser-safe. `isDirect`: the feed is a chat, whose messages are
 * all for them.
 */
type Wish = Pick<FeedUnread, 'notify' | 'muted'> & { isDirect: boolean };

/** Whether this message notifies the person; in a muted feed only mentions do. */
export function shouldNotify(
  message: FeedMessage,
  { notify, muted, isDirect }: Wish,
  person: Callable,
): boolean {
  if (notify === 'OFF') return false;
  if (!muted && (notify === 'ALL' || isDirect || message.personal)) return true;
  const mentions = Object.keys(message.mentions);
  return namesPerson(mentions, person) || mentions.some((mention) => EVERYBODY.has(mention));
}

/**
 * The number after which messages may have to notify; null when there are none. `known` is what this browser has
 * heard before; `isAll`: it had been away, so messages of that time have to be looked at. That a message calls may be told
 * after its number.
 */
export function notifyAfter(
  {
    notify,
    muted,
    lastSeq,
    calledAt,
  }: Pick<FeedUnread, 'notify' | 'muted' | 'lastSeq'> & { calledAt: number | null },
  known: number,
  isAll: boolean,
): number | null {
  if (notify === 'OFF') return null;
  if (lastSeq > known && (isAll || (notify === 'ALL' && !muted))) return known;
  return calledAt === null ? null : calledAt - 1;
}
