import { MessagesSquare } from 'lucide-react';
import { ChannelIcon } from '@/components/channels/channel-icon';
import { FeedHeader } from '@/components/feeds/feed-header';
import { CopyButton } from '@/components/ui/text/copy-button';
import { Link } from '@/components/ui/text/link';
import type { ThreadPage } from '@/lib/threads/dto';

/** Which thread this is, and the way back to its conversation. */
export function ThreadHeader({ thread: { title, parent, chatId } }: { thread: ThreadPage }) {
  return (
    <FeedHeader
      picture={<MessagesSquare aria-hidden className="size-4.5 shrink-0 text-text-muted" />}
      name={title ?? 'Thread'}
      about={
        <>
          in{' '}
          {parent.access && (
            <ChannelIcon access={parent.access} className="mr-0.5 inline size-3.5 align-[-2px]" />
          )}
          <Link href={parent.href} className="rounded-sm text-accent-text hover:underline">
            <bdi>{parent.name}</bdi>
          </Link>
          {parent.archived && ', archived'}
        </>
      }
    >
      <CopyButton value={chatId} label="Copy the thread’s chat ID" text="Chat ID" variant="quiet" />
    </FeedHeader>
  );
}
