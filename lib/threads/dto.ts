import type { ChannelAccess } from '@/lib/db/generated/enums';
import type { FeedMessage } from '@/lib/feeds/dto';

export type ThreadPage = {
  feedId: number;
  chatId: string;
  title: string | null;
  /** The message below which the thread stands; null when retention has dropped it. */
  root: FeedMessage | null;
  /** The conversation of the thread, and its page; `access` is a channel's. */
  parent: { feedId: number; name: string; href: string; access: ChannelAccess | null; archived: boolean };
};
