'use client';

import {
  BookOpen,
  ChevronsUpDown,
  LogOut,
  Monitor,
  MonitorSmartphone,
  Moon,
  ShieldCheck,
  Sun,
} from 'lucide-react';
import { useState } from 'react';
import { signOut } from '@/components/auth/account-queries';
import { Avatar } from '@/components/ui/avatar';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { toast } from '@/components/ui/overlays/toaster';
import { applyTheme, currentTheme, type Theme, themeOf } from '@/components/ui/page/theme';
import { isOutcomeUnknown } from '@/components/ui/requests/fetch-json';
import { removeDraftsOfOthers } from '@/components/unsaved/draft-store';
import { beforeLeaving } from '@/components/unsaved/unsaved';
import { useShell } from '../shell-context';
import { useAskAgain } from '../use-ask-again';

const themes = [
  { value: 'system', label: 'As the system', icon: <Monitor aria-hidden /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden /> },
] as const;

/** Who is signed in, with settings, the theme and signing out. */
export function AccountMenu({ compact }: { compact?: boolean }) {
  const { user } = useShell();
  const leave = useLeaving();
  const [theme, setTheme] = useState<Theme>('system');
  const choose = (next: Theme) => {
    applyTheme(next);
    setTheme(next);
  };
  return (
    <DropdownMenu
      align="start"
      side={compact ? 'right' : 'top'}
      className="w-56"
      onOpenChange={(open) => open && setTheme(currentTheme())}
      trigger={
        compact ? (
          <button
            type="button"
            aria-label={`Account of ${user.name}`}
            className="rounded-sm p-1 hover:bg-surface-hover"
          >
            <Avatar of={user.id} name={user.name} />
          </button>
        ) : (
          <button
            type="button"
            aria-label={`Account of ${user.name}`}
            className="flex w-full items-center gap-2.5 rounded-sm px-2 py-1.5 text-left hover:bg-surface-hover aria-expanded:bg-surface-hover"
          >
            <Avatar of={user.id} name={user.name} />
            <span className="min-w-0 flex-1">
              <span dir="auto" className="block truncate font-medium">
                {user.name}
              </span>
              <span className="block truncate text-text-muted text-xs">{user.email}</span>
            </span>
            <ChevronsUpDown aria-hidden className="size-4 shrink-0 text-text-muted" />
          </button>
        )
      }
      entries={[
        compact === true && { heading: user.email },
        { label: 'Security', icon: <ShieldCheck aria-hidden />, href: '/settings/security' },
        { label: 'Sessions', icon: <MonitorSmartphone aria-hidden />, href: '/settings/sessions' },
        { label: 'API reference', icon: <BookOpen aria-hidden />, href: '/docs/api' },
        'separator',
        { choice: 'Theme', options: themes, value: theme, onChange: (value) => choose(themeOf(value)) },
        'separator',
        {
          label: 'Sign out',
          icon: <LogOut aria-hidden />,
          onSelect: () => beforeLeaving(() => void leave()),
        },
      ]}
    />
  );
}

function useLeaving() {
  const askAgain = useAskAgain();
  return async () => {
    try {
      await signOut();
      removeDraftsOfOthers();
      // A full load: nothing drawn for the person who left stays.
      window.location.assign('/sign-in');
    } catch (error) {
      // If the sign-out was made although its answer was lost, this request leads to the sign-in page.
      const isKnown = !isOutcomeUnknown(error) || (await askAgain());
      toast.error(
        `${isKnown ? 'You are still signed in.' : 'You may still be signed in.'} ${(error as Error).message}`,
      );
    }
  };
}
