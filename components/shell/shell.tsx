'use client';

import { useQueryClient } from '@tanstack/react-query';
import { Search } from 'lucide-react';
import { usePathname, useRouter } from 'next/navigation';
import { memo, type ReactNode, useCallback, useEffect, useMemo, useState, useTransition } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { afterPaint } from '@/components/ui/loading/after-paint';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import { Mark } from '@/components/ui/mark';
import { Link } from '@/components/ui/text/link';
import { noteServerTime } from '@/components/ui/text/server-clock';
import { removeDraftsOfOthers } from '@/components/unsaved/draft-store';
import { LeaveGuard } from '@/components/unsaved/leave-guard';
import { beforeLeaving } from '@/components/unsaved/unsaved';
import type { ShellFeeds } from '@/lib/shell/dto';
import { fetchPagesAhead } from './pages-ahead';
import { usePaletteKey } from './palette/use-palette-key';
import { ConnectionBanner } from './problems/connection-banner';
import { IconRail } from './rail/icon-rail';
import { NavigationButton } from './rail/navigation-button';
import { Rail } from './rail/rail';
import { ShellContext, type ShellData, useShell } from './shell-context';
import { shellKeys } from './shell-queries';
import { useSamePerson } from './use-same-person';
import { useShellFeeds } from './use-shell-feeds';

// Ahead of being opened, but after the page.
const ahead = { ahead: true };
const CommandPalette = lazyPart(
  () => import('./palette/command-palette').then((file) => file.CommandPalette),
  ahead,
);
const NavigationSheet = lazyPart(
  () => import('./rail/navigation-sheet').then((file) => file.NavigationSheet),
  ahead,
);
const CreateChannelDialog = lazyPart(
  () => import('@/components/channels/create-channel-dialog').then((file) => file.CreateChannelDialog),
  ahead,
);
const CreateBotDialog = lazyPart(
  () => import('@/components/bots/create-bot-dialog').then((file) => file.CreateBotDialog),
  ahead,
);
fetchPagesAhead();

type ShellProps = Omit<ShellData, 'feeds' | 'openPalette' | 'create' | 'goTo'> & {
  initialFeeds: ShellFeeds;
  /** The server's time, in milliseconds since 1970. */
  at: number;
  children: ReactNode;
};

/** The frame of every signed-in page: navigation at the left, the page beside it. */
export function Shell({ initialFeeds, workspace, user, stepUp, at, children }: ShellProps) {
  // Before anything below says how long ago something was.
  useState(() => noteServerTime(at));
  const pathname = usePathname();
  const client = useQueryClient();
  const [palette, setPalette] = useState(false);
  const [creating, create] = useState<'channel' | 'bot' | null>(null);
  // Null until it is first opened.
  const [sheet, setSheet] = useState<boolean | null>(null);
  const feeds = useShellFeeds(initialFeeds, user);
  useSamePerson(user.id, feeds.userId);
  const openPalette = useCallback(() => setPalette(true), []);
  const router = useRouter();
  const [isGoing, startGoing] = useTransition();
  const goTo = useCallback(
    (href: string) => beforeLeaving(() => startGoing(() => router.push(href))),
    [router],
  );
  const openSheet = useCallback(() => setSheet(true), []);
  usePaletteKey(openPalette, CommandPalette.fetchAhead);

  // biome-ignore lint/correctness/useExhaustiveDependencies: every new place closes the sheet and may have been read.
  useEffect(() => {
    setSheet((open) => open && false);
    return afterPaint(() => void client.invalidateQueries({ queryKey: shellKeys.feeds }));
  }, [pathname, client]);

  // What somebody else typed in this browser is not for this person.
  useEffect(() => removeDraftsOfOthers(user.id), [user.id]);

  const shell = useMemo(
    () => ({ workspace, user, feeds, stepUp, openPalette, create, goTo }),
    [workspace, user, feeds, stepUp, openPalette, goTo],
  );
  return (
    <ShellContext value={shell}>
      <a
        href="#main"
        className="-translate-y-16 fixed top-2 left-2 z-60 rounded bg-accent px-3 py-2 font-medium text-on-accent focus:translate-y-0"
      >
        Skip to content
      </a>
      <div className="group/shell flex min-h-dvh flex-col md:flex-row">
        {isGoing && <span data-going hidden />}
        <UnderWay />
        <TopBar onMenu={openSheet} />
        <aside className="sticky top-0 hidden h-dvh w-60 shrink-0 border-r bg-surface-sunken lg:block">
          <Rail />
        </aside>
        <aside className="sticky top-0 hidden h-dvh w-14 shrink-0 border-r bg-surface-sunken md:block lg:hidden">
          <IconRail onMenu={openSheet} />
        </aside>
        <main id="main" tabIndex={-1} className="flex min-w-0 flex-1 flex-col outline-none">
          {children}
        </main>
      </div>
      <LeaveGuard />
      <ConnectionBanner />
      {sheet !== null && <NavigationSheet open={sheet} onOpenChange={setSheet} />}
      {creating === 'channel' && <CreateChannelDialog open onOpenChange={() => create(null)} />}
      {creating === 'bot' && <CreateBotDialog open onOpenChange={() => create(null)} />}
      {palette && <CommandPalette onClose={() => setPalette(false)} />}
    </ShellContext>
  );
}

/** A line above the page while the one that a link leads to takes its time. */
function UnderWay() {
  return (
    <div
      aria-hidden
      className="group-has-data-going/shell:motion-under-way fixed inset-x-0 top-0 z-50 hidden h-0.5 bg-accent group-has-data-going/shell:block"
    />
  );
}

const TopBar = memo(function TopBar({ onMenu }: { onMenu: () => void }) {
  const { workspace, openPalette } = useShell();
  return (
    <header className="sticky top-0 z-20 flex h-13 items-center gap-1 border-b bg-surface px-2 md:hidden">
      <NavigationButton label="Navigation" onPress={onMenu} />
      <Link
        href="/"
        className="flex min-w-0 flex-1 items-center gap-2 rounded-sm px-1 font-semibold pointer-coarse:min-h-10"
      >
        <Mark className="size-5" />
        <span className="truncate">{workspace}</span>
      </Link>
      <IconButton label="Search and commands" onClick={openPalette}>
        <Search aria-hidden />
      </IconButton>
    </header>
  );
});
