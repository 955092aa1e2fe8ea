'use client';

import { BellOff, Link2, MoreHorizontal, Settings } from 'lucide-react';
import { useState } from 'react';
import { FeedHeader } from '@/components/feeds/feed-header';
import { NotifyMenu } from '@/components/notifications/notify-menu';
import { useChange } from '@/components/shell/use-change';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { IconButton } from '@/components/ui/icon-button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { Counted } from '@/components/ui/text/counted';
import type { BotPage } from '@/lib/bots/dto';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import { botSettingsHref, botWebhookUrlHref } from './bot-hrefs';
import { botKeys, deleteSubscription } from './bot-queries';

/** Whose feed this is, and what can be done about it. */
export function BotHeader({ bot }: { bot: BotPage }) {
  const [leaving, setLeaving] = useState(false);
  const unsubscribing = useChange(
    botKeys.all,
    () => deleteSubscription(bot.uniqueName),
    () => setLeaving(false),
  );
  return (
    <FeedHeader
      picture={<Avatar of={bot.id} name={bot.name} imageUrl={botPictureSrc(bot)} />}
      name={bot.name}
      marks={bot.access === 'PERSONAL' && <Badge>Personal</Badge>}
      about={bot.description}
    >
      <span className="hidden whitespace-nowrap text-sm text-text-muted tabular-nums md:inline">
        <Counted count={bot.subscriberCount} one="subscriber" />
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
    </FeedHeader>
  );
}
