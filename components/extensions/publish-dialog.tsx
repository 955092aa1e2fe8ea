'use client';

import { type FormEvent, useState } from 'react';
import { ChangedLines } from '@/components/handlers/versions/changed-lines';
import { DiffView } from '@/components/handlers/versions/diff-view';
import { lineDiff } from '@/components/handlers/versions/line-diff';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Textarea } from '@/components/ui/forms/textarea';
import { Dialog } from '@/components/ui/overlays/dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import type { ExtensionWorkshop } from '@/lib/extensions/dto';
import { VERSION_NOTE_MAX } from '@/lib/extensions/schema';
import { extensionKeys, postVersion } from './extension-queries';

type PublishDialogProps = {
  extension: ExtensionWorkshop;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Says what Publish changes, and asks for a note. */
export function PublishDialog({ extension, open, onOpenChange }: PublishDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Publish ${extension.name}?`}
      description="The saved sandbox code becomes the next version, and the marketplace endpoint runs it from then on."
      size="sm"
    >
      <PublishForm extension={extension} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function PublishForm({ extension, onClose }: { extension: ExtensionWorkshop; onClose: () => void }) {
  const [note, setNote] = useState('');
  const publishing = useChange(
    extensionKeys.all,
    () => postVersion(extension.number, note),
    ({ version }, _input, isHere) => {
      if (isHere) onClose();
      toast(`Version ${version} is published.`);
    },
  );
  useUnsavedGuard(note.trim() !== '' && !publishing.isPending && !publishing.isSuccess, note);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    publishing.mutate(undefined);
  };
  const next = (extension.versions[0]?.version ?? 0) + 1;
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <p className="rounded border bg-surface-sunken px-3 py-2.5">
        <Changes extension={extension} />
      </p>
      <ChangedCode extension={extension} />
      <Field
        label="Version note"
        hint="What this version changes. Optional."
        error={publishing.error?.message}
      >
        <Textarea
          rows={3}
          maxLength={VERSION_NOTE_MAX}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
      </Field>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={publishing.isPending}>
          Publish version {next}
        </Button>
      </div>
    </form>
  );
}

function Changes({
  extension: { publishedVersion, publishedCode, sandboxCode },
}: {
  extension: ExtensionWorkshop;
}) {
  if (publishedVersion === null) {
    return sandboxCode === null
      ? 'This is the first version. Without code it shows calls in the default form.'
      : 'This is the first version. Everybody can install the extension from then on.';
  }
  return (
    <>
      Against version {publishedVersion}: <ChangedLines diff={lineDiff(publishedCode, sandboxCode)} />.
    </>
  );
}

function ChangedCode({
  extension: { publishedVersion, publishedCode, sandboxCode },
}: {
  extension: ExtensionWorkshop;
}) {
  if (publishedVersion === null) return null;
  return (
    <details>
      <summary className="py-2 text-accent-text pointer-coarse:py-2.5">Show the changes</summary>
      <DiffView before={publishedCode} after={sandboxCode} />
    </details>
  );
}
