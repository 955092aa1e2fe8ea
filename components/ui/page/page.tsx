import type { ReactNode } from 'react';
import { cn } from '../cn';

/** A page's content: the gutters and the widest it gets. `narrow` for forms and reading. */
export function Page({
  children,
  narrow,
  className,
}: {
  children: ReactNode;
  narrow?: boolean;
  className?: string;
}) {
  return (
    <div
      className={cn(
        'mx-auto w-full px-4 pt-6 pb-16 sm:px-6 lg:pt-8',
        narrow ? 'max-w-180' : 'max-w-292',
        className,
      )}
    >
      {children}
    </div>
  );
}
