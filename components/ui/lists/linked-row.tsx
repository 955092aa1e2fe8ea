import type { ReactNode } from 'react';
import { Link } from '../text/link';

type LinkedRowProps = {
  picture: ReactNode;
  href: string;
  name: string;
  /** Beside the name. */
  marks?: ReactNode;
  description?: string;
  /** What stands at the end; a control there says `relative`, to be above the link. */
  children: ReactNode;
};

/** One thing of a list, with the link to it lying under the whole row. */
export function LinkedRow({ picture, href, name, marks, description, children }: LinkedRowProps) {
  return (
    <li className="relative flex min-h-16 items-center gap-3 px-4 py-3 hover:bg-surface-hover">
      {picture}
      <div className="min-w-0 flex-1">
        <p className="flex min-w-0 flex-wrap items-center gap-x-2">
          <Link
            href={href}
            dir="auto"
            className="wrap-anywhere rounded-sm font-medium after:absolute after:inset-0"
          >
            {name}
          </Link>
          {marks}
        </p>
        {description && (
          <p dir="auto" className="truncate text-sm text-text-muted">
            {description}
          </p>
        )}
      </div>
      {children}
    </li>
  );
}
