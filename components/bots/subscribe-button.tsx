'use client';

import { EnterButton } from '@/components/shell/enter-button';
import type { BotSummary } from '@/lib/bots/dto';
import { botKeys, putSubscription } from './bot-queries';

type SubscribeButtonProps = {
  bot: Pick<BotSummary, 'uniqueName' | 'name'>;
  variant?: 'primary' | 'secondary';
  size?: 'sm' | 'md';
};

export function SubscribeButton({ bot: { uniqueName, name }, ...look }: SubscribeButtonProps) {
  return (
    <EnterButton
      queryKey={botKeys.all}
      enter={() => putSubscription(uniqueName)}
      doneText={`You subscribe to ${name}.`}
      ariaLabel={`Subscribe to ${name}`}
      {...look}
    >
      Subscribe
    </EnterButton>
  );
}
