import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

type TableProps = {
  label: string;
  children: ReactNode;
  /** Columns closer together. */
  dense?: boolean;
  className?: string;
};

/** A table in our look; it scrolls sideways rather than squeezing. `label` names it for screen readers. */
export function Table({ label, children, dense, className }: TableProps) {
  return (
    <div className={cn('relative overflow-x-auto rounded-lg border bg-surface-raised', className)}>
      <table
        aria-label={label}
        className={cn(
          'w-full border-collapse text-left [&_:is(th,td):first-child]:pl-4 [&_:is(th,td):last-child]:pr-4',
          dense ? '[&_:is(th,td)]:px-3' : '[&_:is(th,td)]:px-4',
        )}
      >
        {children}
      </table>
    </div>
  );
}

export function Th({ className, numeric, ...props }: ComponentProps<'th'> & { numeric?: boolean }) {
  return (
    <th
      scope="col"
      {...props}
      className={cn(
        'h-9 whitespace-nowrap border-b font-medium text-text-muted text-xs',
        numeric && 'text-right',
        className,
      )}
    />
  );
}

export function Td({ className, numeric, ...props }: ComponentProps<'td'> & { numeric?: boolean }) {
  return (
    <td
      {...props}
      className={cn('h-12 py-2', numeric && 'text-right font-mono text-sm tabular-nums', className)}
    />
  );
}
