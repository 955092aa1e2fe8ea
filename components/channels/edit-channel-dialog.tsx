'use client';

import type { FormEvent } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { Dialog } from '@/components/ui/overlays/dialog';
import { useEdited } from '@/components/unsaved/use-edited';
import type { ChannelPage } from '@/lib/channels/dto';
import type { ChannelDetails } from '@/lib/channels/schema';
import { ChannelFields } from './channel-fields';
import { channelKeys, putChannel } from './channel-queries';
import { UniqueNameStays } from './unique-name-hint';

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
  const saving = useChange(
    channelKeys.all,
    (value: ChannelDetails) => putChannel(channel.uniqueName, value),
    (_output, _input, isHere) => isHere && onClose(),
  );
  const saved = { name: channel.name, description: channel.description };
  const { draft, setDraft } = useEdited(saved, { isSaving: saving.isPending });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    saving.mutate(draft);
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <ChannelFields
        value={draft}
        onChange={setDraft}
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
