'use client';

import { KeyRound, MoreHorizontal, Pencil, Trash2 } from 'lucide-react';
import { type FormEvent, useId } from 'react';
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
import { useOneOpen } from '@/components/ui/overlays/use-one-open';
import { useIsHere } from '@/components/ui/requests/use-is-here';
import { RelativeTime } from '@/components/ui/text/relative-time';
import { useEdited } from '@/components/unsaved/use-edited';
import type { PasskeyRow } from '@/lib/second-factors/dto';
import { PASSKEY_NAME_MAX } from '@/lib/second-factors/schema';
import { removePasskey, renamePasskey } from './settings-queries';

/** One passkey; `last`: without it no method is left. */
export function PasskeyItem({ passkey, last }: { passkey: PasskeyRow; last: boolean }) {
  const { opened, open, close, propsOf } = useOneOpen<'rename' | 'remove'>();
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
          { label: 'Rename', icon: <Pencil aria-hidden />, onSelect: () => open('rename') },
          {
            label: 'Remove',
            icon: <Trash2 aria-hidden />,
            onSelect: () => open('remove'),
            danger: true,
          },
        ]}
      />
      {opened === 'rename' && <RenameDialog passkey={passkey} onClose={() => close('rename')} />}
      <RemoveDialog passkey={passkey} last={last} {...propsOf('remove')} />
    </IconRow>
  );
}

type RenameDialogProps = { passkey: PasskeyRow; onClose: () => void };

function RenameDialog({ passkey, onClose }: RenameDialogProps) {
  const { pending, problem, run } = useDeed();
  const isHere = useIsHere();
  const formId = useId();
  const rename = async (name: string) => {
    const isDone = await run(() => renamePasskey(passkey.id, name));
    if (isDone && isHere()) onClose();
  };
  return (
    <Dialog
      open
      onOpenChange={onClose}
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
      <RenameForm id={formId} saved={passkey.name} pending={pending} problem={problem} onRename={rename} />
    </Dialog>
  );
}

type RenameFormProps = {
  id: string;
  saved: string;
  pending: boolean;
  problem: string;
  onRename: (name: string) => void;
};

function RenameForm({ id, saved, pending, problem, onRename }: RenameFormProps) {
  const { draft, setDraft } = useEdited(saved, { isSaving: pending });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onRename(draft);
  };
  return (
    <form id={id} onSubmit={submit}>
      <Field label="Name" error={problem}>
        <Input
          value={draft}
          onChange={(event) => setDraft(event.target.value)}
          required
          autoFocus
          maxLength={PASSKEY_NAME_MAX}
        />
      </Field>
    </form>
  );
}

type RemoveDialogProps = {
  passkey: PasskeyRow;
  last: boolean;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

function RemoveDialog({ passkey, last, open, onOpenChange }: RemoveDialogProps) {
  const { pending, problem, run } = useDeed();
  const remove = async () => {
    if (!(await run(() => removePasskey(passkey.id, last)))) return;
    onOpenChange(false);
    toast(`${passkey.name} is removed. You may delete it on the device as well.`);
  };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
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
