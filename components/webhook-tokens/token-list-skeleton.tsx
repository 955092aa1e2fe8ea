import { Skeleton } from '@/components/ui/page/skeleton';

/** The page's outline while it comes. */
export function TokenListSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading Webhook Tokens</span>
      <Skeleton className="h-7 w-44" />
      <Skeleton className="mt-2 h-4 w-90 max-w-full" />
      <Skeleton className="mt-8 mb-4 h-5 w-40" />
      <div className="divide-y rounded-lg border">
        {['a', 'b', 'c'].map((key) => (
          <div key={key} className="flex h-13 items-center gap-8 px-4">
            <Skeleton className="h-4 w-36" />
            <Skeleton className="h-4 flex-1" />
            <Skeleton className="h-4 w-20" />
          </div>
        ))}
      </div>
    </div>
  );
}
