import type { ChannelAccess } from '@/lib/db/generated/enums';
import type { FeedMessage } from '@/lib/feeds/dto';

export type ThreadPage = {
  feedId: number;
  chatId: string;
  title: string | null;
  /** The message that the thread hangs on; null when retention has dropped it. */
  root: FeedMessage | null;
  /** The conversation it belongs to, and where that is shown; `access` of a channel. */
  parent: { feedId: number; name: string; href: string; access: ChannelAccess | null; archived: boolean };
};
