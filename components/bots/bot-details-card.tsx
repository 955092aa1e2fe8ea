'use client';

import { useState } from 'react';
import { UniqueNameStays } from '@/components/channels/unique-name-hint';
import { requestError } from '@/components/handlers/request-error';
import { useChange } from '@/components/shell/use-change';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { DetailsForm } from '@/components/unsaved/details-form';
import { useDraft } from '@/components/unsaved/use-draft';
import type { BotSettings } from '@/lib/bots/dto';
import { type BotDraft, BotFields } from './bot-fields';
import { botKeys, putBot } from './bot-queries';

/** Name, description, picture and access. */
export function BotDetailsCard({ bot }: { bot: BotSettings }) {
  const saved: BotDraft = {
    name: bot.name,
    description: bot.description,
    imageUrl: bot.imageUrl ?? '',
    access: bot.access,
  };
  const { draft, setDraft, changed, notice } = useDraft(`bot ${bot.id} details`, saved);
  const [confirming, setConfirming] = useState(false);
  const saving = useChange(
    botKeys.all,
    () => putBot(bot.uniqueName, draft),
    () => {
      setConfirming(false);
      // Trimmed, as the server stores it.
      setDraft({ ...draft, name: draft.name.trim(), description: draft.description.trim() });
      toast('Saved.');
    },
  );
  const othersLeave =
    saved.access === 'ORGANIZATION' && draft.access === 'PERSONAL' && bot.subscriberCount > 1;
  return (
    <Card title="Details">
      <DetailsForm
        notice={notice}
        changed={changed}
        pending={saving.isPending}
        onSave={() => (othersLeave ? setConfirming(true) : saving.mutate(undefined))}
        onDiscard={() => setDraft(saved)}
      >
        <BotFields
          botId={bot.id}
          value={draft}
          onChange={setDraft}
          error={requestError(saving.error)}
          nameHint={<UniqueNameStays uniqueName={bot.uniqueName} />}
        />
      </DetailsForm>
      <ConfirmDialog
        open={confirming}
        onOpenChange={setConfirming}
        title={`Make ${bot.name} personal?`}
        description="Everybody else’s subscription ends, and calls with their webhook tokens are refused."
        confirmLabel="Make personal"
        onConfirm={() => saving.mutate(undefined)}
        pending={saving.isPending}
        error={saving.error?.message}
      />
    </Card>
  );
}
