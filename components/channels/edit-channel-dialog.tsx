'use client';

import { type FormEvent, useState } from 'react';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/overlays/dialog';
import { useUnsavedGuard } from '@/components/unsaved/use-unsaved-guard';
import type { ChannelPage } from '@/lib/channels/dto';
import type { ChannelDetails } from '@/lib/channels/schema';
import { ChannelFields } from './channel-fields';
import { putChannel } from './channel-queries';
import { UniqueNameStays } from './unique-name-hint';
import { useChannelChange } from './use-channel-change';

type EditChannelDialogProps = {
  channel: ChannelPage;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Changes name and description; says that the unique name stays. */
export function EditChannelDialog({ channel, open, onOpenChange }: EditChannelDialogProps) {
  return (
    <Dialog open={open} onOpenChange={onOpenChange} title="Edit channel" size="sm">
      <EditChannelForm channel={channel} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function EditChannelForm({ channel, onClose }: { channel: ChannelPage; onClose: () => void }) {
  const [details, setDetails] = useState({ name: channel.name, description: channel.description });
  const saving = useChannelChange((value: ChannelDetails) => putChannel(channel.uniqueName, value), onClose);
  const changed = details.name !== channel.name || details.description !== channel.description;
  useUnsavedGuard(changed && !saving.isPending, details);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(details);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <ChannelFields
        value={details}
        onChange={setDetails}
        nameError={saving.error?.message}
        nameHint={<UniqueNameStays uniqueName={channel.uniqueName} />}
      />
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onClose}>Cancel</Button>
        <Button type="submit" variant="primary" pending={saving.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}
