'use client';

import { Blocks, Search, Users } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { memo, type ReactNode } from 'react';
import { cn } from '@/components/ui/cn';
import { IconButton } from '@/components/ui/icon-button';
import { Mark } from '@/components/ui/mark';
import { Tooltip } from '@/components/ui/overlays/tooltip';
import { Link } from '@/components/ui/text/link';
import { useShell } from '../shell-context';
import { AccountMenu } from './account-menu';
import { NavigationButton } from './navigation-button';

/** The navigation of tablets: icons, and the whole of it in a sheet. */
export const IconRail = memo(function IconRail({ onMenu }: { onMenu: () => void }) {
  const { workspace, openPalette } = useShell();
  return (
    <div className="flex h-full flex-col items-center gap-1 pt-3.5 pb-2">
      <Tooltip content={workspace} side="right">
        <Link
          href="/"
          aria-label={workspace}
          className="mb-3 flex items-center justify-center rounded-sm pointer-coarse:size-10"
        >
          <Mark className="size-6" />
        </Link>
      </Tooltip>
      <NavigationButton label="Channels and bots" onPress={onMenu} />
      <IconButton label="Search and commands" onClick={openPalette}>
        <Search aria-hidden />
      </IconButton>
      <nav aria-label="Main" className="flex flex-1 flex-col gap-1">
        <IconLink href="/bots-and-tools" label="Bots & Tools">
          <Blocks aria-hidden />
        </IconLink>
        <IconLink href="/members" label="Members">
          <Users aria-hidden />
        </IconLink>
      </nav>
      <AccountMenu compact />
    </div>
  );
});

function IconLink({ href, label, children }: { href: string; label: string; children: ReactNode }) {
  const pathname = usePathname();
  const current = pathname === href || pathname.startsWith(`${href}/`);
  return (
    <Tooltip content={label} side="right">
      <Link
        href={href}
        aria-label={label}
        aria-current={current ? 'page' : undefined}
        className={cn(
          'flex size-9 items-center justify-center rounded-sm pointer-coarse:size-10 [&_svg]:size-4',
          current
            ? 'bg-accent-soft text-accent-text'
            : 'text-text-muted hover:bg-surface-hover hover:text-text',
        )}
      >
        {children}
      </Link>
    </Tooltip>
  );
}
