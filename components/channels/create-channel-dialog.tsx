'use client';

import { useId, useState } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { useChange } from '@/components/shell/use-change';
import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { Dialog } from '@/components/ui/overlays/dialog';
import { CreateForm } from '@/components/unsaved/create-form';
import { ChannelFields } from './channel-fields';
import { channelKeys, postChannel } from './channel-queries';
import { UniqueNameHint } from './unique-name-hint';

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
  const creating = useChange(channelKeys.all, postChannel, ({ uniqueName }, _input, isHere) => {
    if (!isHere) return;
    onClose();
    goTo(`/channels/${uniqueName}`);
  });
  return (
    <CreateForm
      noun="channel"
      draft={details}
      creating={creating}
      onCreate={() => creating.mutate({ ...details, access })}
      onCancel={onClose}
    >
      <ChannelFields
        value={details}
        onChange={setDetails}
        nameError={creating.error?.message}
        nameHint={<UniqueNameHint name={details.name} />}
      />
      <div className="flex flex-col gap-1.5">
        <SegmentedControl wide label="Access" options={accessOptions} value={access} onChange={setAccess} />
        <p id={hintId} className="text-sm text-text-muted">
          {accessHints[access]}
        </p>
      </div>
    </CreateForm>
  );
}
