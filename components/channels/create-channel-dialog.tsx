'use client';

import { type FormEvent, useId, useState } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { Button } from '@/components/ui/button';
import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { Dialog } from '@/components/ui/overlays/dialog';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import { uniqueNameFrom } from '@/lib/channels/unique-name';
import { ChannelFields } from './channel-fields';
import { postChannel } from './channel-queries';
import { useChannelChange } from './use-channel-change';

type CreateChannelDialogProps = { open: boolean; onOpenChange: (open: boolean) => void };

const accessOptions = [
  { value: 'ORGANIZATION', label: 'Open to everybody' },
  { value: 'PRIVATE', label: 'Private' },
] as const;
const accessHints = {
  ORGANIZATION: 'Everybody in the organisation can find and join it.',
  PRIVATE: 'Only people who are added can see that it exists.',
};

/** Asks for a name, and shows the permanent unique name that comes from it. Leads to the new channel. */
export function CreateChannelDialog({ open, onOpenChange }: CreateChannelDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Create channel" size="sm">
      <CreateChannelForm onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function CreateChannelForm({ onClose }: { onClose: () => void }) {
  const [details, setDetails] = useState({ name: '', description: '' });
  const [access, setAccess] = useState<'ORGANIZATION' | 'PRIVATE'>('ORGANIZATION');
  const { goTo } = useShell();
  const hintId = useId();
  const creating = useChannelChange(postChannel, ({ uniqueName }) => {
    onClose();
    goTo(`/channels/${uniqueName}`);
  });
  useUnsavedGuard(
    Boolean(details.name.trim() || details.description.trim()) && !creating.isPending && !creating.isSuccess,
    details,
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    creating.mutate({ ...details, access });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <ChannelFields
        value={details}
        onChange={setDetails}
        nameError={creating.error?.message}
        nameHint={
          details.name.trim() ? (
            <>
              Its permanent unique name in URLs: <code>{uniqueNameFrom(details.name)}</code>, with a digit if
              that is taken
            </>
          ) : (
            'Its unique name in URLs comes from this and is permanent.'
          )
        }
      />
      <div className="flex flex-col gap-1.5">
        <SegmentedControl wide label="Access" options={accessOptions} value={access} onChange={setAccess} />
        <p id={hintId} className="text-sm text-text-muted">
          {accessHints[access]}
        </p>
      </div>
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={creating.isPending || creating.isSuccess}
          disabledReason={details.name.trim() ? undefined : 'Give the channel a name first.'}
        >
          Create channel
        </Button>
      </div>
    </form>
  );
}
