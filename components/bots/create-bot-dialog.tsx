'use client';

import { type FormEvent, useState } from 'react';
import { requestError } from '@/components/handlers/request-error';
import { useShell } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/overlays/dialog';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import { uniqueNameFrom } from '@/lib/channels/unique-name';
import { type BotDraft, BotFields } from './bot-fields';
import { botSettingsHref } from './bot-hrefs';
import { postBot } from './bot-queries';
import { useBotChange } from './use-bot-change';

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
  const creating = useBotChange(postBot, ({ uniqueName }) => {
    onClose();
    goTo(botSettingsHref(uniqueName));
  });
  useUnsavedGuard(
    Boolean(draft.name.trim() || draft.description.trim()) && !creating.isPending && !creating.isSuccess,
    draft,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    creating.mutate(draft);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <BotFields
        autoFocus
        value={draft}
        onChange={setDraft}
        error={requestError(creating.error)}
        nameHint={
          draft.name.trim() ? (
            <>
              Its permanent unique name in URLs: <code>{uniqueNameFrom(draft.name, 'bot')}</code>, with a
              digit if that is taken
            </>
          ) : (
            'Its unique name in URLs comes from this and is permanent.'
          )
        }
      />
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={creating.isPending || creating.isSuccess}
          disabledReason={draft.name.trim() ? undefined : 'Give the bot a name first.'}
        >
          Create bot
        </Button>
      </div>
    </form>
  );
}
