'use client';

import { KeyRound, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useId, useState } from 'react';
import { useDeed } from '@/components/shell/use-deed';
import { Badge } from '@/components/ui/badge';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/forms/field';
import { Input } from '@/components/ui/forms/input';
import { IconButton } from '@/components/ui/icon-button';
import { IconRow } from '@/components/ui/lists/icon-row';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { Dialog } from '@/components/ui/overlays/dialog';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { toast } from '@/components/ui/overlays/toaster';
import { useErrorSince } from '@/components/ui/requests/use-error-since';
import { RelativeTime } from '@/components/ui/text/relative-time';
import type { PasskeyRow } from '@/lib/second-factors/dto';
import { PASSKEY_NAME_MAX } from '@/lib/second-factors/schema';
import { removePasskey, renamePasskey } from './settings-queries';

/** One passkey; `last`: without it no method is left. */
export function PasskeyItem({ passkey, last }: { passkey: PasskeyRow; last: boolean }) {
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null);
  return (
    <IconRow
      icon={<KeyRound aria-hidden className="size-4" />}
      name={
        <>
          {passkey.name}
          <Badge>{passkey.synced ? 'Synced' : 'On one device'}</Badge>
        </>
      }
      about={
        <>
          Added <RelativeTime at={passkey.createdAt} /> ·{' '}
          {passkey.lastUsedAt ? (
            <>
              last used <RelativeTime at={passkey.lastUsedAt} />
            </>
          ) : (
            'not used since'
          )}
        </>
      }
    >
      <DropdownMenu
        trigger={
          <IconButton label={`More about ${passkey.name}`} size="sm">
            <MoreHorizontal aria-hidden />
          </IconButton>
        }
        entries={[
          { label: 'Rename', icon: <Pencil aria-hidden />, onSelect: () => setDialog('rename') },
          {
            label: 'Remove',
            icon: <Trash2 aria-hidden />,
            onSelect: () => setDialog('remove'),
            danger: true,
          },
        ]}
      />
      <RenameDialog passkey={passkey} open={dialog === 'rename'} onClose={() => setDialog(null)} />
      <RemoveDialog
        passkey={passkey}
        last={last}
        open={dialog === 'remove'}
        onClose={() => setDialog(null)}
      />
    </IconRow>
  );
}

type PasskeyDialogProps = { passkey: PasskeyRow; open: boolean; onClose: () => void };

function RenameDialog({ passkey, open, onClose }: PasskeyDialogProps) {
  const { pending, problem, run } = useDeed();
  const error = useErrorSince(open, problem);
  const formId = useId();
  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const name = String(new FormData(event.currentTarget).get('name'));
    if (await run(() => renamePasskey(passkey.id, name))) onClose();
  };
  return (
    <Dialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title="Rename passkey"
      size="sm"
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button variant="primary" type="submit" form={formId} pending={pending}>
            Save
          </Button>
        </>
      }
    >
      <form id={formId} onSubmit={submit}>
        <Field label="Name" error={error}>
          <Input name="name" defaultValue={passkey.name} required autoFocus maxLength={PASSKEY_NAME_MAX} />
        </Field>
      </form>
    </Dialog>
  );
}

function RemoveDialog({ passkey, last, open, onClose }: PasskeyDialogProps & { last: boolean }) {
  const { pending, problem, run } = useDeed();
  const remove = async () => {
    if (!(await run(() => removePasskey(passkey.id, last)))) return;
    onClose();
    toast(`${passkey.name} is removed. You may delete it on the device as well.`);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={(next) => !next && onClose()}
      title={last ? 'Remove your last method?' : `Remove ${passkey.name}?`}
      description={
        last
          ? `${passkey.name} is the only way you can verify. Without it your recovery codes stop working too, and before you can set up another method you have to enter your password or sign in again. Better add another one first.`
          : 'You can no longer sign in or verify with it.'
      }
      confirmLabel={last ? 'Remove last method' : 'Remove passkey'}
      onConfirm={remove}
      pending={pending}
      error={problem}
    />
  );
}
