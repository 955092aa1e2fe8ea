import type { ReactNode } from 'react';
import { cn } from './cn';

type CardProps = {
  title?: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
  /** No inner space: for a list or table that fills it. */
  flush?: boolean;
  className?: string;
};

/** A bordered group with an optional heading. */
export function Card({ title, description, actions, children, flush, className }: CardProps) {
  const head = title || description || actions;
  return (
    <section className={cn('rounded-lg border bg-surface-raised', className)}>
      {head && (
        <div className={cn('flex flex-wrap items-start justify-between gap-3 px-5 pt-4', flush && 'pb-4')}>
          <div className="min-w-0 flex-1 basis-72">
            {title && <h2 className="font-semibold text-base">{title}</h2>}
            {description && <p className="mt-0.5 max-w-[72ch] text-text-muted">{description}</p>}
          </div>
          {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
        </div>
      )}
      {children && <div className={cn(flush ? head && 'border-t' : 'px-5 py-4')}>{children}</div>}
    </section>
  );
}
