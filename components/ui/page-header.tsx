import { ChevronLeft } from 'lucide-react';
import Link from 'next/link';
import type { ReactNode } from 'react';

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** A state beside the title. */
  aside?: ReactNode;
};

/** The top of a page: where one is, what this is for, what can be done. */
export function PageHeader({ title, description, actions, back, aside }: PageHeaderProps) {
  return (
    <header className="flex flex-col gap-4 pb-6">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 inline-flex w-fit items-center gap-0.5 rounded-sm text-sm text-text-muted hover:text-text pointer-coarse:min-h-10"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 max-w-[72ch]">
          <h1 className="wrap-anywhere font-semibold text-lg tracking-tight">{title}</h1>
          {description && <div className="mt-1 text-text-muted">{description}</div>}
        </div>
        {aside}
        {actions && <div className="flex flex-wrap items-center gap-2">{actions}</div>}
      </div>
    </header>
  );
}
