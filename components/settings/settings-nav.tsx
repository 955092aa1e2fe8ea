'use client';

import { usePathname } from 'next/navigation';
import { cn } from '@/components/ui/cn';
import { Link } from '@/components/ui/text/link';

const pages = [
  { href: '/settings/account', label: 'Account' },
  { href: '/settings/security', label: 'Security' },
  { href: '/settings/sessions', label: 'Sessions' },
];

/** The pages of Settings. */
export function SettingsNav() {
  const path = usePathname();
  return (
    <nav aria-label="Settings" className="mb-6 flex gap-1 border-b">
      {pages.map(({ href, label }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? 'page' : undefined}
          className={cn(
            '-mb-px border-b-2 px-3 py-2 font-medium pointer-coarse:min-h-10',
            path === href
              ? 'border-accent text-text'
              : 'border-transparent text-text-muted hover:border-border-strong hover:text-text',
          )}
        >
          {label}
        </Link>
      ))}
    </nav>
  );
}
