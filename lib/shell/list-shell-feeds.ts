import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { listMyBots } from '@/lib/bots/list-my-bots';
import { listMyChannels } from '@/lib/channels/list-my-channels';
import { listMyDirectChats } from '@/lib/direct-chats/list-my-direct-chats';
import type { ShellFeeds } from './dto';

/** The user's channels, subscribed bots and direct chats, each with its unread messages. */
export async function listShellFeeds(user: SignedInUser): Promise<ShellFeeds> {
  const [channels, bots, chats] = await Promise.all([
    listMyChannels(user),
    listMyBots(user),
    listMyDirectChats(user),
  ]);
  return { channels, bots, chats };
}
