'use client';

import { type FormEvent, useState } from 'react';
import { requestError } from '@/components/handlers/request-error';
import { useShell } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/overlays/dialog';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import { ExtensionFields } from './extension-fields';
import { extensionHref } from './extension-hrefs';
import { postExtension } from './extension-queries';
import { useExtensionChange } from './use-extension-change';

type CreateExtensionDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

/** Asks for name and description and leads to the new extension. */
export function CreateExtensionDialog({ open, onOpenChange }: CreateExtensionDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Create extension"
      description="It gets an app id and an app key for the sandbox and for the marketplace."
      size="sm"
    >
      <CreateExtensionForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function CreateExtensionForm({ onClose }: { onClose: () => void }) {
  const [draft, setDraft] = useState({ name: '', description: '' });
  const { goTo } = useShell();
  const creating = useExtensionChange(postExtension, ({ number }) => {
    onClose();
    goTo(extensionHref(number));
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
      <ExtensionFields autoFocus value={draft} onChange={setDraft} error={requestError(creating.error)} />
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={creating.isPending || creating.isSuccess}
          disabledReason={draft.name.trim() ? undefined : 'Give the extension a name first.'}
        >
          Create extension
        </Button>
      </div>
    </form>
  );
}
