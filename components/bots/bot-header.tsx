'use client';

import { BellOff, Link2, MoreHorizontal, Settings } from 'lucide-react';
import { useState } from 'react';
import { NotifyMenu } from '@/components/notifications/notify-menu';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { IconButton } from '@/components/ui/icon-button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import type { BotPage } from '@/lib/bots/dto';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import { botSettingsHref, botWebhookUrlHref } from './bot-hrefs';
import { deleteSubscription } from './bot-queries';
import { useBotChange } from './use-bot-change';

/** Whose feed this is, and what can be done about it. */
export function BotHeader({ bot }: { bot: BotPage }) {
  const [leaving, setLeaving] = useState(false);
  const unsubscribing = useBotChange(
    () => deleteSubscription(bot.uniqueName),
    () => setLeaving(false),
  );
  return (
    <header className="flex min-h-14 shrink-0 items-center gap-3 border-b px-4 py-2 sm:px-6">
      <Avatar of={bot.id} name={bot.name} imageUrl={botPictureSrc(bot)} />
      <div className="min-w-0 flex-1">
        <h1 className="flex min-w-0 items-center gap-2 font-semibold text-md">
          <span dir="auto" className="truncate" title={bot.name}>
            {bot.name}
          </span>
          {bot.access === 'PERSONAL' && <Badge>Personal</Badge>}
        </h1>
        {bot.description && (
          <p dir="auto" className="truncate text-sm text-text-muted" title={bot.description}>
            {bot.description}
          </p>
        )}
      </div>
      <span className="hidden whitespace-nowrap text-sm text-text-muted tabular-nums md:inline">
        {bot.subscriberCount} {bot.subscriberCount === 1 ? 'subscriber' : 'subscribers'}
      </span>
      <ButtonLink
        href={botWebhookUrlHref(bot.uniqueName)}
        size="sm"
        icon={<Link2 aria-hidden className="size-3.5" />}
        className="hidden! sm:inline-flex!"
      >
        Get Webhook URL
      </ButtonLink>
      <NotifyMenu feedId={bot.feedId} />
      <DropdownMenu
        trigger={
          <IconButton label="More about this bot" size="sm">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
        entries={[
          {
            label: 'Get Webhook URL',
            icon: <Link2 aria-hidden />,
            href: botWebhookUrlHref(bot.uniqueName),
          },
          bot.manageable && {
            label: 'Settings',
            icon: <Settings aria-hidden />,
            href: botSettingsHref(bot.uniqueName),
          },
          bot.subscribed && {
            label: 'Unsubscribe',
            icon: <BellOff aria-hidden />,
            onSelect: () => setLeaving(true),
            danger: true,
          },
        ]}
      />
      <ConfirmDialog
        open={leaving}
        onOpenChange={setLeaving}
        title={`Unsubscribe from ${bot.name}?`}
        description="What it sends to everybody no longer reaches you. A message to you alone subscribes you again."
        confirmLabel="Unsubscribe"
        onConfirm={() => unsubscribing.mutate(undefined)}
        pending={unsubscribing.isPending}
        error={unsubscribing.error?.message}
      />
    </header>
  );
}
