import { Skeleton } from './skeleton';

/** The outline of a page while it comes: its title, a line, and what is below. */
export function PageSkeleton() {
  return (
    <div role="status">
      <span className="sr-only">Loading</span>
      <Skeleton className="h-7 w-48" />
      <Skeleton className="mt-2 h-4 w-96 max-w-full" />
      <Skeleton className="mt-8 h-40" />
    </div>
  );
}
