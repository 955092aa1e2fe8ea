import type { ReactNode } from 'react';
import { Mark } from '@/components/ui/mark';

type MessageProps = { title: string; children: ReactNode; action?: ReactNode };

/** A page that has only one thing to say. */
export function Message({ title, children, action }: MessageProps) {
  return (
    <div className="flex min-h-[70dvh] flex-1 flex-col items-center justify-center px-6 py-16 text-center">
      <Mark className="size-8" />
      <h1 className="mt-5 font-semibold text-lg tracking-tight">{title}</h1>
      <div className="mt-1.5 max-w-[52ch] text-balance text-text-muted">{children}</div>
      {action && <div className="mt-6 flex gap-2">{action}</div>}
    </div>
  );
}
