import { Bot } from 'lucide-react';
import { EmptyState } from '@/components/ui/page/empty-state';
import type { BotPage } from '@/lib/bots/dto';
import { SubscribeButton } from './subscribe-button';

/** What somebody sees of a bot they do not subscribe to. */
export function BotNotSubscribed({ bot }: { bot: BotPage }) {
  return (
    <EmptyState
      icon={<Bot aria-hidden />}
      title={<>You do not subscribe to {bot.name}</>}
      action={<SubscribeButton bot={bot} variant="primary" size="md" />}
    >
      Subscribers read what it sends to everybody, from the beginning.
    </EmptyState>
  );
}
