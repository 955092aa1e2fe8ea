'use client';

import { Blocks, Plus, Search, Users } from 'lucide-react';
import { usePathname } from 'next/navigation';
import { memo, type ReactNode } from 'react';
import { IconButton } from '@/components/ui/icon-button';
import { Mark } from '@/components/ui/mark';
import { Link } from '@/components/ui/text/link';
import { useShell } from '../shell-context';
import { AccountMenu } from './account-menu';
import { BotLink, botHref, ChannelLink, ChatLink, channelHref, chatHref } from './feed-links';
import { NavLink } from './nav-link';

/** The whole navigation: at the left of wide windows, in a sheet on phones and tablets. */
export const Rail = memo(function Rail() {
  const { workspace, openPalette } = useShell();
  return (
    <div className="flex h-full flex-col">
      <div className="flex h-13 shrink-0 items-center justify-between gap-2 pr-2 pl-4">
        <Link
          href="/"
          className="flex min-w-0 items-center gap-2.5 rounded-sm font-semibold pointer-coarse:min-h-10"
        >
          <Mark className="size-5" />
          <span dir="auto" className="truncate">
            {workspace}
          </span>
        </Link>
        <IconButton
          label="Search and commands"
          hint="Search and commands  ⌘K"
          size="sm"
          onClick={openPalette}
        >
          <Search aria-hidden />
        </IconButton>
      </div>
      <Places />
      <div className="shrink-0 border-t p-2">
        <AccountMenu />
      </div>
    </div>
  );
});

/** Everywhere one can go; drawn anew on each change of page. */
function Places() {
  const { feeds, create } = useShell();
  const pathname = usePathname();
  return (
    <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col gap-5 overflow-y-auto px-2 pt-2 pb-4">
      <Section
        title="Channels"
        all={{ href: '/bots-and-tools/channels', label: 'All channels' }}
        create={{ label: 'New channel', onClick: () => create('channel') }}
      >
        {feeds.channels.map((channel) => (
          <li key={channel.uniqueName}>
            <ChannelLink feed={channel} current={pathname === channelHref(channel)} />
          </li>
        ))}
      </Section>
      <Section
        title="Bots"
        all={{ href: '/bots-and-tools/bots', label: 'All bots' }}
        create={{ label: 'New bot', onClick: () => create('bot') }}
      >
        {feeds.bots.map((bot) => (
          <li key={bot.uniqueName}>
            <BotLink feed={bot} current={pathname === botHref(bot)} />
          </li>
        ))}
      </Section>
      {feeds.chats.length > 0 && (
        <Section title="Direct messages">
          {feeds.chats.map((chat) => (
            <li key={chat.feedId}>
              <ChatLink feed={chat} current={pathname === chatHref(chat)} />
            </li>
          ))}
        </Section>
      )}
      <ul className="flex flex-col gap-px">
        <li>
          <NavLink
            href="/bots-and-tools"
            icon={<Blocks aria-hidden />}
            current={pathname === '/bots-and-tools' || pathname.startsWith('/bots-and-tools/')}
          >
            Bots & Tools
          </NavLink>
        </li>
        <li>
          <NavLink href="/members" icon={<Users aria-hidden />} current={pathname === '/members'}>
            Members
          </NavLink>
        </li>
      </ul>
    </nav>
  );
}

type SectionProps = {
  title: string;
  /** The page that lists all of them. */
  all?: { href: string; label: string };
  create?: { label: string; onClick: () => void };
  children: ReactNode[];
};

function Section({ title, all, create, children }: SectionProps) {
  return (
    <section aria-label={title}>
      <div className="flex min-h-6 items-center justify-between pl-2">
        <h2 className="font-medium text-text-muted text-xs">
          {all ? (
            <Link
              href={all.href}
              aria-label={all.label}
              className="flex items-center rounded-sm hover:text-text hover:underline pointer-coarse:min-h-10 pointer-coarse:min-w-10"
            >
              {title}
            </Link>
          ) : (
            title
          )}
        </h2>
        {create && (
          <button
            type="button"
            aria-label={create.label}
            title={create.label}
            onClick={create.onClick}
            className="flex size-6 items-center justify-center rounded-sm text-text-muted hover:bg-surface-hover hover:text-text pointer-coarse:size-10"
          >
            <Plus aria-hidden className="size-3.5" />
          </button>
        )}
      </div>
      {children.length > 0 ? (
        <ul className="mt-0.5 flex flex-col gap-px">{children}</ul>
      ) : (
        <p className="px-2 py-1 text-sm text-text-muted">None yet</p>
      )}
    </section>
  );
}
