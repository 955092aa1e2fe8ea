import type { TableSlide as Table } from '@/lib/messages/message-slides';
import { InlineText } from './inline-markup';

type TableSlideProps = { table: Table; title: string | null };

/** A table that breathes: hairlines, numbers to the right in even figures, its own sideways scroll on a phone. */
export function TableSlide({ table, title }: TableSlideProps) {
  const align = (column: number) => (table.numeric[column] ? 'text-right tabular-nums' : 'text-left');
  return (
    <div className="w-fit max-w-full">
      {/* biome-ignore lint/a11y/useSemanticElements: a region that scrolls sideways, so the keyboard must reach it. */}
      <div
        role="region"
        aria-label={title ?? 'Table'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: as above.
        tabIndex={0}
        className="max-h-112 overflow-auto rounded border bg-surface-raised"
      >
        <table className="min-w-64 border-separate border-spacing-0 text-sm">
          <thead>
            <tr>
              {table.headers.map((header, column) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
                  key={column}
                  scope="col"
                  className={`sticky top-0 whitespace-nowrap border-b bg-surface-sunken px-3 py-2 font-medium text-text-muted text-xs ${align(column)}`}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>td]:border-b-0">
            {table.rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never change places.
              <tr key={index}>
                {row.map((cell, column) => (
                  <td
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places.
                    key={column}
                    dir={table.numeric[column] ? undefined : 'auto'}
                    className={`max-w-80 whitespace-pre-wrap break-words border-b px-3 py-2 align-top ${align(column)} ${table.numeric[column] ? 'whitespace-nowrap!' : ''}`}
                  >
                    <InlineText text={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {table.rowsLeftOut > 0 && (
        <p className="mt-1.5 text-text-muted text-xs">
          {table.rowsLeftOut.toLocaleString('en')} more rows are not shown.
        </p>
      )}
    </div>
  );
}
