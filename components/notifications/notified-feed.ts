import type { ShellFeeds } from '@/lib/shell/dto';
import type { NotifiedFeed } from './tell';

/** The feed as it is told of; undefined: it is not listed (any more). */
export function notifiedFeed(
  { channels, bots, chats }: ShellFeeds,
  feedId: number,
): NotifiedFeed | undefined {
  const isIt = (feed: { feedId: number }) => feed.feedId === feedId;
  const channel = channels.find(isIt);
  if (channel) {
    return {
      ...channel,
      name: `#${channel.name}`,
      href: `/channels/${channel.uniqueName}`,
      isDirect: false,
      isBot: false,
    };
  }
  const bot = bots.find(isIt);
  if (bot) return { ...bot, href: `/bots/${bot.uniqueName}`, isDirect: false, isBot: true };
  const chat = chats.find(isIt);
  return chat && { ...chat, href: `/chats/${feedId}`, isDirect: true, isBot: false };
}
