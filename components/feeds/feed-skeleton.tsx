import { Skeleton } from '@/components/ui/page/skeleton';
import { FeedScreen } from './feed-screen';

const widths = ['w-2/3', 'w-1/3', 'w-1/2', 'w-3/5', 'w-2/5', 'w-3/4'];

/** The place of a feed and its header while they come. */
export function FeedSkeleton() {
  return (
    <FeedScreen>
      <span role="status" className="sr-only">
        Loading messages
      </span>
      <div className="flex min-h-14 shrink-0 flex-col justify-center gap-2 border-b px-4 py-2 sm:px-6">
        <Skeleton className="h-4 w-40" />
        <Skeleton className="h-3 w-64" />
      </div>
      <MessageOutlines />
    </FeedScreen>
  );
}

/** Stands over a feed whose messages are being fetched for the place that somebody comes back to. Most come too soon to see it. */
export function FindingPlace() {
  return (
    <div className="motion-appear-late pointer-events-none absolute inset-0 flex flex-col">
      <span role="status" className="sr-only">
        Loading messages
      </span>
      <MessageOutlines />
    </div>
  );
}

const MessageOutlines = () => (
  <div className="flex min-h-0 flex-1 flex-col justify-end gap-6 overflow-hidden px-4 pb-6 sm:px-6">
    {widths.map((width) => (
      <div key={width} className="flex gap-3">
        <Skeleton className="size-8 shrink-0" />
        <div className="flex max-w-160 flex-1 flex-col gap-2">
          <Skeleton className="h-3.5 w-36" />
          <Skeleton className={`h-3.5 ${width}`} />
        </div>
      </div>
    ))}
  </div>
);
