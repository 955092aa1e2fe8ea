import type { MyBot } from '@/lib/bots/dto';
import type { MyChannel } from '@/lib/channels/dto';
import type { MyDirectChat } from '@/lib/direct-chats/dto';

/** What the navigation lists. */
export type ShellFeeds = { channels: MyChannel[]; bots: MyBot[]; chats: MyDirectChat[] };
