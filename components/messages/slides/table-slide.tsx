import type { CSSProperties } from 'react';
import { cn } from '@/components/ui/cn';
import { Counted } from '@/components/ui/text/counted';
import type { TableSlide as Table } from '@/lib/messages/slides/types';
import { InlineText } from '../markup/inline-markup';
import { SidewaysScroll } from './sideways-scroll';

type TableSlideProps = { table: Table; title: string | null };

/** The least width of each column, where the message gives columns parts of the width. */
const LEAST_COLUMN_REM = 6;
/** Characters of a header that stays on one line. */
const SHORT_HEADER = 16;

/** A table with hairlines and numbers aligned to the right. On a phone it scrolls sideways. */
export function TableSlide({ table, title }: TableSlideProps) {
  const { headers, rows, widths, stickyColumns } = table;
  const divided = widths.length > 0;
  return (
    <div className={cn(divided ? 'w-full max-w-180 [&>div]:w-full' : 'w-fit max-w-full')}>
      <SidewaysScroll label={title ?? 'Table'} stickyColumns={stickyColumns}>
        <table
          dir="auto"
          style={divided ? { minWidth: `${headers.length * LEAST_COLUMN_REM}rem` } : undefined}
          className={cn('border-separate border-spacing-0 text-sm', divided ? 'w-full' : 'min-w-64')}
        >
          {divided && (
            <colgroup>
              {widths.map((width, column) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places.
                <col key={column} style={width ? { width } : undefined} />
              ))}
            </colgroup>
          )}
          <thead>
            <tr>
              {headers.map((header, column) => (
                <th
                  // biome-ignore lint/suspicious/noArrayIndexKey: two columns may have one name.
                  key={column}
                  scope="col"
                  {...place(table, column)}
                  className={cn(
                    'sticky top-0 z-1 border-b bg-surface-sunken px-3 py-2 font-medium text-text-muted text-xs',
                    header.length <= SHORT_HEADER
                      ? 'whitespace-nowrap'
                      : 'max-w-[min(20rem,65vw)] break-words',
                    table.numeric[column] ? 'text-end' : 'text-start',
                    column < stickyColumns && 'z-2',
                    column === stickyColumns - 1 && 'border-e',
                  )}
                >
                  {header}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="[&>tr:last-child>*]:border-b-0">
            {rows.map((row, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: rows never change places.
              <tr key={index}>
                {row.map((cell, column) => (
                  <Cell
                    // biome-ignore lint/suspicious/noArrayIndexKey: columns never change places.
                    key={column}
                    table={table}
                    column={column}
                    text={cell}
                  />
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </SidewaysScroll>
      {table.rowsLeftOut > 0 && (
        <p className="mt-1.5 text-text-muted text-xs">
          <Counted count={table.rowsLeftOut} one="more row is" several="more rows are" /> not shown.
        </p>
      )}
    </div>
  );
}

function Cell({ table, column, text }: { table: Table; column: number; text: string }) {
  const numeric = table.numeric[column];
  const sticky = column < table.stickyColumns;
  return (
    <td
      {...place(table, column)}
      className={cn(
        'max-w-[min(20rem,65vw)] border-b px-3 py-2 align-top',
        table.widths.length > 0 ? 'wrap-anywhere' : 'break-words',
        numeric ? 'whitespace-nowrap text-end tabular-nums' : 'whitespace-pre-wrap text-start',
        sticky && 'sticky z-1 bg-surface-raised',
        column === table.stickyColumns - 1 && 'border-e',
      )}
    >
      <bdi>
        <InlineText text={text} />
      </bdi>
    </td>
  );
}

/** Where a sticky column stops; see SidewaysScroll. */
function place({ stickyColumns }: Table, column: number): { style?: CSSProperties } {
  return column < stickyColumns ? { style: { insetInlineStart: `var(--sticky-${column}, 0px)` } } : {};
}
