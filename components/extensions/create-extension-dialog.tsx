'use client';

import { useState } from 'react';
import { requestError } from '@/components/handlers/request-error';
import { useShell } from '@/components/shell/shell-context';
import { useChange } from '@/components/shell/use-change';
import { Dialog } from '@/components/ui/overlays/dialog';
import { CreateForm } from '@/components/unsaved/create-form';
import { ExtensionFields } from './extension-fields';
import { extensionHref } from './extension-hrefs';
import { extensionKeys, postExtension } from './extension-queries';

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
  const creating = useChange(extensionKeys.all, postExtension, ({ number }, _input, isHere) => {
    if (!isHere) return;
    onClose();
    goTo(extensionHref(number));
  });
  return (
    <CreateForm
      noun="extension"
      draft={draft}
      creating={creating}
      onCreate={() => creating.mutate(draft)}
      onCancel={onClose}
    >
      <ExtensionFields autoFocus value={draft} onChange={setDraft} error={requestError(creating.error)} />
    </CreateForm>
  );
}
