import type { FeedMessage } from '@/lib/feeds/dto';
import { type Callable, namesPerson } from '@/lib/messages/called-policy';
import { EVERYBODY } from '@/lib/messages/mentions';
import type { FeedUnread } from './dto';

/** Browser-safe: of which messages somebody wants to be told. `isDirect`: the feed is a chat, whose messages are all to them. */
type Wish = Pick<FeedUnread, 'notify' | 'muted'> & { isDirect: boolean };

/** Whether they are told of this message. Of a muted feed they are told of mentions only. */
export function isToTell(message: FeedMessage, { notify, muted, isDirect }: Wish, person: Callable): boolean {
  if (notify === 'OFF') return false;
  if (!muted && (notify === 'ALL' || isDirect || message.personal)) return true;
  const mentions = Object.keys(message.mentions);
  return namesPerson(mentions, person) || mentions.some((mention) => EVERYBODY.has(mention));
}

/**
 * After which message those begin of which they may want to be told; null: there are none. `known`: what this browser has heard of
 * before; `isAll`: it had been away, so what came meanwhile has to be looked at.
 */
export function tellAfter(
  {
    notify,
    muted,
    lastSeq,
    calledAt,
  }: Pick<FeedUnread, 'notify' | 'muted' | 'lastSeq'> & { calledAt: number | null },
  known: number,
  isAll: boolean,
): number | null {
  if (notify === 'OFF' || lastSeq <= known) return null;
  if (isAll || (notify === 'ALL' && !muted)) return known;
  return calledAt === null ? null : Math.max(known, calledAt - 1);
}
