import type { ReactNode } from 'react';
import { Mark } from '@/components/ui/mark';

type AuthCardProps = { title: ReactNode; description?: ReactNode; children: ReactNode; below?: ReactNode };

/** The page of somebody who is not inside yet: the mark, one card, nothing else. */
export function AuthCard({ title, description, children, below }: AuthCardProps) {
  return (
    <main className="flex min-h-dvh flex-col items-center bg-surface-sunken px-4 py-10 sm:py-[12vh]">
      <div className="flex w-full max-w-100 flex-col gap-6">
        <div className="flex items-center justify-center gap-2.5">
          <Mark className="size-8" />
          <span className="font-semibold text-md tracking-tight">Postern</span>
        </div>
        <div className="rounded-lg border bg-surface-raised px-5 py-6 sm:px-8 sm:py-8">
          <h1 className="wrap-anywhere text-balance font-semibold text-lg tracking-tight">{title}</h1>
          {description && <p className="mt-1.5 text-pretty text-text-muted">{description}</p>}
          <div className="mt-6">{children}</div>
        </div>
        {below && <div className="text-center text-sm text-text-muted">{below}</div>}
      </div>
    </main>
  );
}
