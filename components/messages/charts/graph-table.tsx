import type { GraphSlide } from '@/lib/messages/slides/types';
import { TableSlide } from '../slides/table-slide';

/** The numbers of a graph, for readers who cannot or will not take them from the picture. */
export function GraphTable({ graph, title }: { graph: GraphSlide; title: string | null }) {
  const { labels, series } = graph;
  const table = {
    kind: 'table' as const,
    headers: ['', ...series.map((one) => one.title || 'Value')],
    rows: labels.map((label, index) => [label, ...series.map(({ points }) => points[index]?.text ?? '')]),
    numeric: [false, ...series.map(() => true)],
    rowsLeftOut: 0,
    stickyColumns: 1,
    widths: [],
  };
  return (
    <details className="group/table">
      <summary className="w-fit rounded-sm text-text-muted text-xs hover:text-text pointer-coarse:py-3">
        <span className="group-open/table:hidden">Show as table</span>
        <span className="hidden group-open/table:inline">Hide table</span>
      </summary>
      <div className="mt-2">
        <TableSlide table={table} title={title ?? 'Numbers of the graph'} />
      </div>
    </details>
  );
}
