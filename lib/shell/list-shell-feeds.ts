import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { listMyBots } from '@/lib/bots/list-my-bots';
import { listMyChannels } from '@/lib/channels/list-my-channels';
import { listMyDirectChats } from '@/lib/direct-chats/list-my-direct-chats';
import { listUnread } from '@/lib/unread/list-unread';
import type { ShellFeeds } from './dto';

/** The user's channels, subscribed bots and direct chats, with their unread counts. */
export async function listShellFeeds(user: SignedInUser): Promise<ShellFeeds> {
  const [channels, bots, chats, unread] = await Promise.all([
    listMyChannels(user),
    listMyBots(user),
    listMyDirectChats(user),
    listUnread(user),
  ]);
  const byFeed = new Map(unread.map((one) => [one.feedId, one]));
  // A feed that was joined or left between the queries is right in the next answer.
  const withUnread = <T extends { feedId: number }>(feeds: T[]) =>
    feeds.flatMap((feed) => {
      const one = byFeed.get(feed.feedId);
      return one ? [{ ...feed, ...one }] : [];
    });
  return {
    userId: user.id,
    channels: withUnread(channels),
    bots: withUnread(bots),
    chats: withUnread(chats),
  };
}
