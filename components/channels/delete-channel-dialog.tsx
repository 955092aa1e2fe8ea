'use client';

import { useRouter } from 'next/navigation';
import { type FormEvent, useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { Dialog } from '@/components/ui/overlays/dialog';
import { toast } from '@/components/ui/overlays/toaster';
import { useErrorSince } from '@/components/ui/requests/use-error-since';
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
  const { name, uniqueName } = channel;
  const router = useRouter();
  // Not the form's: the page leads to the list although the question was cancelled while the answer was on its way.
  const deleting = useChange(
    channelKeys.all,
    (typed: string) => deleteChannel(uniqueName, typed),
    (_output, _input, isHere) => {
      if (isHere) router.push('/bots-and-tools/channels');
      toast(`${name} is deleted.`);
    },
  );
  const problem = useErrorSince(open, deleting.error?.message);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${name}?`}
      description="Its messages, threads and polls are deleted for everybody, and services that post to it will fail. This cannot be undone. Archiving keeps what was said."
      size="sm"
    >
      <DeleteChannelForm
        name={name}
        isDeleting={deleting.isPending || deleting.isSuccess}
        error={problem}
        onDelete={deleting.mutate}
        onClose={() => onOpenChange(false)}
      />
    </Dialog>
  );
}

type DeleteChannelFormProps = {
  name: string;
  isDeleting: boolean;
  error: string | null | undefined;
  onDelete(typed: string): void;
  onClose(): void;
};

function DeleteChannelForm({ name, isDeleting, error, onDelete, onClose }: DeleteChannelFormProps) {
  const [typed, setTyped] = useState('');
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onDelete(typed);
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
        error={error}
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
          pending={isDeleting}
          disabledReason={isTyped ? undefined : `Type the name of the channel, ${name}, first.`}
        >
          Delete channel
        </Button>
      </div>
    </form>
  );
}
