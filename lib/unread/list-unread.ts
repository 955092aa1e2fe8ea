import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { FeedUnread } from './dto';
import { readUnreadOf, shownUnread } from './read-unread';

/** The state of each of the user's channels, bots and direct chats. */
export async function listUnread(user: SignedInUser): Promise<FeedUnread[]> {
  return (await readUnreadOf([user.id])).map(shownUnread);
}
