'use client';

import dynamic from 'next/dynamic';
import type { ComponentProps } from 'react';
import { PartBoundary } from '@/components/ui/loading/lazy-part';
import { Skeleton } from '@/components/ui/page/skeleton';

// Drawn by the server too; the browser fetches the charting library only for a feed that has a chart. `loading`
// gives each a boundary of its own, so that a chart that arrives hides nothing else.
const Percentage = dynamic(() => import('./percentage-figure').then((file) => file.PercentageFigure), {
  loading: () => <Skeleton className="h-28 w-full max-w-120" />,
});
const Graph = dynamic(() => import('./graph-figure').then((file) => file.GraphFigure), {
  loading: () => <Skeleton className="h-64 w-full max-w-160" />,
});

const INSTEAD = (
  <p className="text-sm text-text-muted">This chart could not be loaded. Reload the page to see it.</p>
);

export function PercentageFigure(props: ComponentProps<typeof Percentage>) {
  return (
    <PartBoundary instead={INSTEAD}>
      <Percentage {...props} />
    </PartBoundary>
  );
}

export function GraphFigure(props: ComponentProps<typeof Graph>) {
  return (
    <PartBoundary instead={INSTEAD}>
      <Graph {...props} />
    </PartBoundary>
  );
}
