import { MessagesSquare } from 'lucide-react';
import { ChannelIcon } from '@/components/channels/channel-icon';
import { CopyButton } from '@/components/ui/text/copy-button';
import { Link } from '@/components/ui/text/link';
import type { ThreadPage } from '@/lib/threads/dto';

/** Which thread this is, and the way back to its conversation. */
export function ThreadHeader({ thread: { title, parent, chatId } }: { thread: ThreadPage }) {
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-3 border-b px-4 py-2 sm:px-6">
      <MessagesSquare aria-hidden className="size-4.5 shrink-0 text-text-muted" />
      <div className="min-w-0 flex-1">
        <h1 dir="auto" className="truncate font-semibold text-md" title={title ?? undefined}>
          {title ?? 'Thread'}
        </h1>
        <p className="truncate text-sm text-text-muted">
          in{' '}
          {parent.access && (
            <ChannelIcon access={parent.access} className="mr-0.5 inline size-3.5 align-[-2px]" />
          )}
          <Link href={parent.href} className="rounded-sm text-accent-text hover:underline">
            <bdi>{parent.name}</bdi>
          </Link>
          {parent.archived && ', archived'}
        </p>
      </div>
      <CopyButton value={chatId} label="Copy the thread’s chat ID" text="Chat ID" variant="quiet" />
    </header>
  );
}
