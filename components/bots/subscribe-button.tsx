'use client';

import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import type { BotSummary } from '@/lib/bots/dto';
import { putSubscription } from './bot-queries';
import { useBotChange } from './use-bot-change';

type SubscribeButtonProps = {
  bot: Pick<BotSummary, 'uniqueName' | 'name'>;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
};

export function SubscribeButton({ bot, variant = 'secondary', size = 'sm' }: SubscribeButtonProps) {
  const subscribing = useBotChange(() => putSubscription(bot.uniqueName));
  const subscribe = () =>
    subscribing.mutate(undefined, {
      onSuccess: () => toast(`You subscribe to ${bot.name}.`),
      onError: (error) => toast.error(error.message),
    });
  return (
    <Button
      size={size}
      variant={variant}
      pending={subscribing.isPending}
      onClick={subscribe}
      aria-label={`Subscribe to ${bot.name}`}
    >
      Subscribe
    </Button>
  );
}
