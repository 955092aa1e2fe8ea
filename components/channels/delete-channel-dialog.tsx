'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Dialog } from '@/components/ui/overlays/dialog';
import { toast } from '@/components/ui/overlays/toaster';
import type { ChannelPage } from '@/lib/channels/dto';
import { isTheName } from '@/lib/names/typed-name';
import { channelKeys, deleteChannel } from './channel-queries';

type DeleteChannelDialogProps = {
  channel: ChannelPage;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Deletes a channel after its name was typed; what it holds is gone for everybody. */
export function DeleteChannelDialog({ channel, open, onOpenChange }: DeleteChannelDialogProps) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${channel.name}?`}
      description="Its messages, threads and polls are deleted for everybody, and services that post to it will fail. This cannot be undone. Archiving keeps what was said."
      size="sm"
    >
      <DeleteChannelForm channel={channel} onClose={() => onOpenChange(false)} />
    </Dialog>
  );
}

function DeleteChannelForm({ channel, onClose }: { channel: ChannelPage; onClose: () => void }) {
  const { name, uniqueName } = channel;
  const [typed, setTyped] = useState('');
  const router = useRouter();
  const deleting = useChange(
    channelKeys.all,
    () => deleteChannel(uniqueName, typed),
    (_output, _input, isHere) => {
      if (isHere) router.push('/bots-and-tools/channels');
      toast(`${name} is deleted.`);
    },
  );
  const submit = (event: FormEvent) => {
    event.preventDefault();
    deleting.mutate(undefined);
  };
  const isTyped = isTheName(typed, name);
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <Field
        label={
          <>
            Type <bdi className="font-semibold">{name}</bdi> to delete it
          </>
        }
        error={deleting.error?.message}
      >
        <Input
          autoFocus
          autoComplete="off"
          spellCheck={false}
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </Field>
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="danger"
          pending={deleting.isPending || deleting.isSuccess}
          disabledReason={isTyped ? undefined : `Type the name of the channel, ${name}, first.`}
        >
          Delete channel
        </Button>
      </div>
    </form>
  );
}
