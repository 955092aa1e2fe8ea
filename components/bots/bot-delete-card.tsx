'use client';

import { useRouter } from 'next/navigation';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import type { BotSettings } from '@/lib/bots/dto';
import { deleteBot } from './bot-queries';
import { useBotChange } from './use-bot-change';

export function BotDeleteCard({ bot }: { bot: BotSettings }) {
  const [open, setOpen] = useState(false);
  const router = useRouter();
  const deleting = useBotChange(
    () => deleteBot(bot.uniqueName),
    () => {
      router.push('/bots-and-tools/bots');
      toast(`${bot.name} is deleted.`);
    },
  );
  return (
    <>
      <Card
        title="Delete this bot"
        description="Its endpoints stop working, and its feed with all messages is deleted for everybody."
        actions={<Button onClick={() => setOpen(true)}>Delete bot…</Button>}
        className="pb-4"
      />
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${bot.name}?`}
        description={
          <>
            Integrations that call <code>{bot.uniqueName}</code> will fail. Its feed and messages, and{' '}
            {bot.subscriberCount === 1 ? 'one subscription' : `${bot.subscriberCount} subscriptions`}, are
            deleted. This cannot be undone.
          </>
        }
        confirmLabel="Delete bot"
        onConfirm={() => deleting.mutate(undefined)}
        pending={deleting.isPending || deleting.isSuccess}
        error={deleting.error?.message}
      />
    </>
  );
}
