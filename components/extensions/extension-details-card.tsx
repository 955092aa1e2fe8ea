'use client';

import type { FormEvent } from 'react';
import { requestError } from '@/components/handlers/request-error';
import { Button } from '@/components/ui/button';
import { Card } from '@/components/ui/card';
import { toast } from '@/components/ui/overlays/toaster';
import { DraftNotice } from '@/components/unsaved/draft-notice';
import { useDraft } from '@/components/unsaved/use-draft';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { ExtensionFields } from './extension-fields';
import { putExtension } from './extension-queries';
import { useExtensionChange } from './use-extension-change';

/** Name and description. */
export function ExtensionDetailsCard({ extension }: { extension: ExtensionWorkshop }) {
  const saved = { name: extension.name, description: extension.description };
  const { draft, setDraft, changed, notice } = useDraft(`extension ${extension.number} details`, saved);
  const saving = useExtensionChange(
    () => putExtension(extension.number, draft),
    () => {
      // As the server stores it.
      setDraft({ name: draft.name.trim(), description: draft.description.trim() });
      toast('Saved.');
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(undefined);
  };
  return (
    <Card title="Details">
      <form onSubmit={submit} className="flex max-w-120 flex-col gap-4">
        <DraftNotice what="form" notice={notice} />
        <ExtensionFields value={draft} onChange={setDraft} error={requestError(saving.error)} />
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
    </Card>
  );
}
