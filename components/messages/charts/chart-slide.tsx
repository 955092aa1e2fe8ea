'use client';

import { type ComponentProps, lazy, Suspense } from 'react';
import { PartBoundary } from '@/components/ui/loading/lazy-part';
import { Skeleton } from '@/components/ui/page/skeleton';

// Drawn by the server too; the browser fetches the charting library only for a feed that has a chart. Not `next/dynamic`: the
// chunks that it has the page fetch ahead are sometimes none that the build has written.
const Percentage = lazy(() =>
  import('./percentage-figure').then((file) => ({ default: file.PercentageFigure })),
);
const Graph = lazy(() => import('./graph-figure').then((file) => ({ default: file.GraphFigure })));

const INSTEAD = (
  <p className="text-sm text-text-muted">This chart could not be loaded. Reload the page to see it.</p>
);

export function PercentageFigure(props: ComponentProps<typeof Percentage>) {
  return (
    <PartBoundary instead={INSTEAD}>
      <Suspense fallback={<Skeleton className="h-28 w-full max-w-120" />}>
        <Percentage {...props} />
      </Suspense>
    </PartBoundary>
  );
}

export function GraphFigure(props: ComponentProps<typeof Graph>) {
  return (
    <PartBoundary instead={INSTEAD}>
      <Suspense fallback={<Skeleton className="h-64 w-full max-w-160" />}>
        <Graph {...props} />
      </Suspense>
    </PartBoundary>
  );
}
