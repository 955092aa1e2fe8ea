import type { ReactNode } from 'react';

type EmptyStateProps = { icon?: ReactNode; title: ReactNode; children?: ReactNode; action?: ReactNode };

/** Nothing here yet: what this place is for, and how to begin. */
export function EmptyState({ icon, title, children, action }: EmptyStateProps) {
  return (
    <div className="flex flex-col items-center rounded border border-dashed px-6 py-14 text-center">
      {icon && (
        <div className="mb-4 flex size-10 items-center justify-center rounded border bg-surface-raised text-text-muted [&_svg]:size-5">
          {icon}
        </div>
      )}
      <h2 className="font-medium text-base">{title}</h2>
      {children && <div className="mt-1 max-w-[46ch] text-balance text-text-muted">{children}</div>}
      {action && <div className="mt-5">{action}</div>}
    </div>
  );
}
