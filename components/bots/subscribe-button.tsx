'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import { passFocusOn } from '@/components/ui/page/page-heading';
import type { BotSummary } from '@/lib/bots/dto';
import { putSubscription } from './bot-queries';
import { useBotChange } from './use-bot-change';

type SubscribeButtonProps = {
  bot: Pick<BotSummary, 'uniqueName' | 'name'>;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
};

export function SubscribeButton({ bot, variant = 'secondary', size = 'sm' }: SubscribeButtonProps) {
  const button = useRef<HTMLButtonElement>(null);
  const subscribing = useBotChange(
    () => putSubscription(bot.uniqueName),
    // Once the list knows, the button is gone.
    () => {
      passFocusOn(button.current);
      toast(`You subscribe to ${bot.name}.`);
    },
  );
  const subscribe = () => subscribing.mutate(undefined, { onError: (error) => toast.error(error.message) });
  return (
    <Button
      ref={button}
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
