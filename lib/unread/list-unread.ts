import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { FeedUnread } from './dto';
import { readUnreadOf, shownUnread } from './read-unread';

/** How each channel, bot and direct chat of the user stands for them. */
export async function listUnread(user: SignedInUser): Promise<FeedUnread[]> {
  return (await readUnreadOf([user.id])).map(shownUnread);
}
