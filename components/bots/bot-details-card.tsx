'use client';

import { type FormEvent, useState } from 'react';
import { requestError } from '@/components/handlers/request-error';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { DraftNotice } from '@/components/unsaved/draft-notice';
import { useDraft } from '@/components/unsaved/use-draft';
import type { BotSettings } from '@/lib/bots/dto';
import { type BotDraft, BotFields } from './bot-fields';
import { putBot } from './bot-queries';
import { useBotChange } from './use-bot-change';

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
  const saving = useBotChange(
    () => putBot(bot.uniqueName, draft),
    () => {
      setConfirming(false);
      // As the server stores it.
      setDraft({ ...draft, name: draft.name.trim(), description: draft.description.trim() });
      toast('Saved.');
    },
  );
  const othersLeave =
    saved.access === 'ORGANIZATION' && draft.access === 'PERSONAL' && bot.subscriberCount > 1;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (othersLeave) setConfirming(true);
    else saving.mutate(undefined);
  };
  return (
    <Card title="Details">
      <form onSubmit={submit} className="flex max-w-120 flex-col gap-4">
        <DraftNotice what="form" notice={notice} />
        <BotFields
          botId={bot.id}
          value={draft}
          onChange={setDraft}
          error={requestError(saving.error)}
          nameHint={
            <>
              The unique name <code>{bot.uniqueName}</code> stays, so that webhook URLs go on working.
            </>
          }
        />
        <div className="flex gap-2">
          <Button
            type="submit"
            variant="primary"
            pending={saving.isPending}
            disabledReason={changed ? undefined : 'Nothing has been changed.'}
          >
            Save details
          </Button>
          {changed && (
            <Button variant="quiet" onClick={() => setDraft(saved)}>
              Discard
            </Button>
          )}
        </div>
      </form>
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
