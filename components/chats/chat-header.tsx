import { FeedHeader } from '@/components/feeds/feed-header';
import { NotifyMenu } from '@/components/notifications/notify-menu';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/text/copy-button';
import type { DirectChatPage } from '@/lib/direct-chats/dto';

/** The header of a direct chat: its partner. */
export function ChatHeader({ chat: { partner, isOwn, chatId, feedId } }: { chat: DirectChatPage }) {
  return (
    <FeedHeader
      picture={<Avatar of={partner.id} name={partner.name} />}
      name={partner.name}
      marks={
        <>
          {isOwn && <Badge>You</Badge>}
          {partner.deactivated && <Badge>Deactivated</Badge>}
        </>
      }
      about={partner.email}
    >
      <NotifyMenu feedId={feedId} />
      <CopyButton value={chatId} label="Copy chat ID" text="Chat ID" variant="quiet" />
    </FeedHeader>
  );
}
