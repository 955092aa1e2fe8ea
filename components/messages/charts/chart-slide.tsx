'use client';

import dynamic from 'next/dynamic';
import { Skeleton } from '@/components/ui/skeleton';

// Drawn by the server too; the browser fetches the charting library only for a feed that has a chart. `loading`
// gives each a boundary of its own, so that a chart that arrives hides nothing else.
export const PercentageFigure = dynamic(
  () => import('./percentage-figure').then((file) => file.PercentageFigure),
  { loading: () => <Skeleton className="h-28 w-full max-w-120" /> },
);
export const GraphFigure = dynamic(() => import('./graph-figure').then((file) => file.GraphFigure), {
  loading: () => <Skeleton className="h-64 w-full max-w-160" />,
});
