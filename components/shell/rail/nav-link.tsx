'use client';

import type { ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { Link } from '@/components/ui/text/link';

type NavLinkProps = {
  href: string;
  icon?: ReactNode;
  children: ReactNode;
  /** At the end: a count, a lock. */
  end?: ReactNode;
  strong?: boolean;
  /** It leads to where one is. */
  current: boolean;
};

/** A line of the navigation; the current place is marked for the eye and as `aria-current`. */
export function NavLink({ href, icon, children, end, strong, current }: NavLinkProps) {
  return (
    <Link
      href={href}
      aria-current={current ? 'page' : undefined}
      className={cn(
        'flex h-8 items-center gap-2.5 rounded-sm px-2 transition-colors duration-120 pointer-coarse:h-10',
        'focus-visible:-outline-offset-2 [&_svg]:size-4 [&_svg]:shrink-0',
        current
          ? 'bg-accent-soft font-medium text-accent-text'
          : 'text-text-muted hover:bg-surface-hover hover:text-text',
        strong && !current && 'font-semibold text-text',
        // Pressed: it looks chosen at once, whenever its page comes. Fading would paint it in each frame while the page is drawn.
        'has-data-going:bg-accent-soft has-data-going:text-accent-text has-data-going:transition-none',
      )}
    >
      {icon}
      <span dir="auto" className="min-w-0 flex-1 truncate text-left">
        {children}
      </span>
      {end}
    </Link>
  );
}
