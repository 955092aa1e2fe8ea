'use client';

import { Settings } from 'lucide-react';
import { memo } from 'react';
import { Avatar } from '@/components/ui/avatar';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { LinkedRow } from '@/components/ui/lists/linked-row';
import { Counted } from '@/components/ui/text/counted';
import type { BotSummary } from '@/lib/bots/dto';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import { botFeedHref, botSettingsHref } from './bot-hrefs';
import { SubscribeButton } from './subscribe-button';

/** One bot of the list: it leads to the feed; those who manage it also to its settings. */
export const BotRow = memo(function BotRow({ bot }: { bot: BotSummary }) {
  return (
    <LinkedRow
      picture={<Avatar of={bot.id} name={bot.name} imageUrl={botPictureSrc(bot)} />}
      href={botFeedHref(bot.uniqueName)}
      name={bot.name}
      marks={
        <>
          <code className="wrap-anywhere text-text-muted text-xs">{bot.uniqueName}</code>
          {bot.access === 'PERSONAL' && <Badge>Personal</Badge>}
        </>
      }
      description={bot.description}
    >
      <span className="hidden whitespace-nowrap text-sm text-text-muted tabular-nums md:inline">
        <Counted count={bot.subscriberCount} one="subscriber" />
      </span>
      <span className="relative flex items-center justify-end gap-2">
        {bot.manageable && (
          <ButtonLink
            size="sm"
            variant="quiet"
            href={botSettingsHref(bot.uniqueName)}
            aria-label={`Settings of ${bot.name}`}
            icon={<Settings aria-hidden className="size-3.5 text-text-muted" />}
          >
            <span className="hidden sm:inline">Settings</span>
          </ButtonLink>
        )}
        {bot.subscribed ? <Badge>Subscribed</Badge> : <SubscribeButton bot={bot} />}
      </span>
    </LinkedRow>
  );
});
