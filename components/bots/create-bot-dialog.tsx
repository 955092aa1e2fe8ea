'use client';

import { useState } from 'react';
import { UniqueNameHint } from '@/components/channels/unique-name-hint';
import { requestError } from '@/components/handlers/request-error';
import { useShell } from '@/components/shell/shell-context';
import { useChange } from '@/components/shell/use-change';
import { Dialog } from '@/components/ui/overlays/dialog';
import { CreateForm } from '@/components/unsaved/create-form';
import { type BotDraft, BotFields } from './bot-fields';
import { botSettingsHref } from './bot-hrefs';
import { botKeys, postBot } from './bot-queries';

type CreateBotDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

const EMPTY: BotDraft = { name: '', description: '', imageUrl: '', access: 'ORGANIZATION' };

/** Asks for what a bot needs, shows the permanent unique name that comes from the name, and leads to the bot. */
export function CreateBotDialog({ open, onOpenChange }: CreateBotDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create bot"
      description="A sender with a feed of its own and two endpoints."
      size="sm"
    >
      <CreateBotForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function CreateBotForm({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState(EMPTY);
  const { goTo } = useShell();
  const creating = useChange(botKeys.all, postBot, ({ uniqueName }, _input, isHere) => {
    if (!isHere) return;
    onClose();
    goTo(botSettingsHref(uniqueName));
  });
  return (
    <CreateForm
      noun="bot"
      draft={draft}
      creating={creating}
      onCreate={() => creating.mutate(draft)}
      onCancel={onClose}
    >
      <BotFields
        autoFocus
        value={draft}
        onChange={setDraft}
        error={requestError(creating.error)}
        nameHint={<UniqueNameHint name={draft.name} fallback="bot" />}
      />
    </CreateForm>
  );
}
