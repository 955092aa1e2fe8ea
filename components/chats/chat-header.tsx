import { NotifyMenu } from '@/components/notifications/notify-menu';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { CopyButton } from '@/components/ui/text/copy-button';
import type { DirectChatPage } from '@/lib/direct-chats/dto';

/** With whom this chat is. */
export function ChatHeader({ chat: { partner, isOwn, chatId, feedId } }: { chat: DirectChatPage }) {
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-3 border-b px-4 py-2 sm:px-6">
      <Avatar of={partner.id} name={partner.name} />
      <div className="min-w-0 flex-1">
        <h1 className="flex min-w-0 items-center gap-2 font-semibold text-md">
          <span dir="auto" className="truncate" title={partner.name}>
            {partner.name}
          </span>
          {isOwn && <Badge>You</Badge>}
          {partner.deactivated && <Badge>Deactivated</Badge>}
        </h1>
        <p className="truncate text-sm text-text-muted" title={partner.email}>
          {partner.email}
        </p>
      </div>
      <NotifyMenu feedId={feedId} />
      <CopyButton value={chatId} label="Copy chat ID" text="Chat ID" variant="quiet" />
    </header>
  );
}
