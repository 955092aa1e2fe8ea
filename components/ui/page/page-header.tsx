import { ChevronLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from '@/components/ui/text/link';

type PageHeaderProps = {
  title: ReactNode;
  description?: ReactNode;
  actions?: ReactNode;
  /** The page above this one. */
  back?: { href: string; label: string };
  /** A state at the end of the title's line; the actions then stand on the description's. */
  aside?: ReactNode;
};

/** The top of a page: where one is, what this is for, what can be done. */
export function PageHeader({ title, description, actions, back, aside }: PageHeaderProps) {
  const heading = <h1 className="wrap-anywhere font-semibold text-lg tracking-tight">{title}</h1>;
  const about = description && <div className="max-w-[72ch] text-text-muted">{description}</div>;
  const buttons = actions && (
    <div className="flex flex-wrap items-center gap-2 max-sm:w-full max-sm:[&>button]:flex-1">{actions}</div>
  );
  return (
    <header className="pb-6">
      {back && (
        <Link
          href={back.href}
          className="-ml-1 mb-3 inline-flex w-fit items-center gap-0.5 rounded-sm text-sm text-text-muted hover:text-text pointer-coarse:min-h-10"
        >
          <ChevronLeft aria-hidden className="size-4" />
          {back.label}
        </Link>
      )}
      {aside ? (
        <>
          <div className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2">
            <div className="min-w-0 flex-1 basis-48">{heading}</div>
            {aside}
          </div>
          <div className="mt-2 flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
            <div className="min-w-0 flex-1 basis-72 pt-1.5">{about}</div>
            {buttons}
          </div>
        </>
      ) : (
        <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-4">
          <div className="flex min-w-0 flex-1 basis-72 flex-col gap-1">
            {heading}
            {about}
          </div>
          {buttons}
        </div>
      )}
    </header>
  );
}
