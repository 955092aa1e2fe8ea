import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { listMyBots } from '@/lib/bots/list-my-bots';
import { listMyChannels } from '@/lib/channels/list-my-channels';
import type { ShellFeeds } from './dto';

/** The user's channels and subscribed bots, each with its unread messages. */
export async function listShellFeeds(user: SignedInUser): Promise<ShellFeeds> {
  const [channels, bots] = await Promise.all([listMyChannels(user), listMyBots(user)]);
  return { channels, bots };
}
