'use client';

import { useRouter } from 'next/navigation';
import { useChange } from '@/components/shell/use-change';
import { toast } from '@/components/ui/overlays/toaster';
import { DeleteCard } from '@/components/ui/page/delete-card';
import { Counted } from '@/components/ui/text/counted';
import type { BotSettings } from '@/lib/bots/dto';
import { botKeys, deleteBot } from './bot-queries';

export function BotDeleteCard({ bot }: { bot: BotSettings }) {
  const router = useRouter();
  const deleting = useChange(
    botKeys.all,
    () => deleteBot(bot.uniqueName),
    (_output, _input, isHere) => {
      if (isHere) router.push('/bots-and-tools/bots');
      toast(`${bot.name} is deleted.`);
    },
  );
  return (
    <DeleteCard
      noun="bot"
      name={bot.name}
      description="Its endpoints stop working, and its feed with all messages is deleted for everybody."
      consequence={
        <>
          Integrations that call <code>{bot.uniqueName}</code> will fail. Its feed and messages, and{' '}
          <Counted count={bot.subscriberCount} one="subscription" />, are deleted. This cannot be undone.
        </>
      }
      deleting={deleting}
    />
  );
}
