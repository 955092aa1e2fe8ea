'use client';

import { requestError } from '@/components/handlers/request-error';
import { useChange } from '@/components/shell/use-change';
import { Card } from '@/components/ui/card';
import { toast } from '@/components/ui/overlays/toaster';
import { DetailsForm } from '@/components/unsaved/details-form';
import { useDraft } from '@/components/unsaved/use-draft';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { ExtensionFields } from './extension-fields';
import { extensionKeys, putExtension } from './extension-queries';

/** Name and description. */
export function ExtensionDetailsCard({ extension }: { extension: ExtensionWorkshop }) {
  const saved = { name: extension.name, description: extension.description };
  const { draft, setDraft, changed, notice } = useDraft(`extension ${extension.number} details`, saved);
  const saving = useChange(
    extensionKeys.all,
    () => putExtension(extension.number, draft),
    () => {
      // Trimmed, as the server stores it.
      setDraft({ name: draft.name.trim(), description: draft.description.trim() });
      toast('Saved.');
    },
  );
  return (
    <Card title="Details">
      <DetailsForm
        notice={notice}
        changed={changed}
        pending={saving.isPending}
        onSave={() => saving.mutate(undefined)}
        onDiscard={() => setDraft(saved)}
      >
        <ExtensionFields value={draft} onChange={setDraft} error={requestError(saving.error)} />
      </DetailsForm>
    </Card>
  );
}
