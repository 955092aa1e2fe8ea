import type { ComponentProps, ReactNode } from 'react';
import { cn } from './cn';

/** A table in our look; it scrolls sideways rather than squeezing. `label` names it for screen readers. */
export function Table({
  label,
  children,
  className,
}: {
  label: string;
  children: ReactNode;
  className?: string;
}) {
  return (
    <div className={cn('relative overflow-x-auto rounded-lg border bg-surface-raised', className)}>
      <table aria-label={label} className="w-full border-collapse text-left">
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
        'h-9 whitespace-nowrap border-b px-4 font-medium text-text-muted text-xs',
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
      className={cn('h-12 px-4 py-2', numeric && 'text-right font-mono text-sm tabular-nums', className)}
    />
  );
}
