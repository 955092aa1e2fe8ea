import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';

/** Announces why a form was refused. The region exists while it is empty, out of the flow, so that screen readers hear the change. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <div role="alert" className="empty:absolute">
      {children && (
        <p className="flex gap-2 rounded bg-danger-soft px-3 py-2 text-danger-text text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
          <span>{children}</span>
        </p>
      )}
    </div>
  );
}
