import { MessagesSquare } from 'lucide-react';
import { Counted } from '@/components/ui/text/counted';
import { Link } from '@/components/ui/text/link';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { ThreadSummary } from '@/lib/feeds/dto';

/** How many replies a message has, and the way to them. */
export function ThreadLink({ thread }: { thread: ThreadSummary }) {
  const { feedId, replies, title, lastReplyAt } = thread;
  return (
    <Link
      href={`/threads/${feedId}`}
      className="mt-1.5 inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-sm border bg-surface-raised px-2 text-sm hover:bg-surface-hover pointer-coarse:min-h-10"
    >
      <MessagesSquare aria-hidden className="size-3.5 shrink-0 text-text-muted" />
      <span className="shrink-0 font-medium text-accent-text">
        <Counted count={replies} one="reply" several="replies" />
      </span>
      {title && (
        <span dir="auto" className="min-w-0 truncate">
          {title}
        </span>
      )}
      <RelativeTime at={lastReplyAt} className="shrink-0 text-text-muted text-xs" />
    </Link>
  );
}
