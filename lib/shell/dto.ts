import type { MyBot } from '@/lib/bots/dto';
import type { MyChannel } from '@/lib/channels/dto';
import type { MyDirectChat } from '@/lib/direct-chats/dto';
import type { FeedUnread } from '@/lib/unread/dto';

/** The feeds that the navigation lists. */
export type ShellFeeds = {
  /** Whose they are. */
  userId: string;
  channels: (MyChannel & FeedUnread)[];
  bots: (MyBot & FeedUnread)[];
  chats: (MyDirectChat & FeedUnread)[];
};
