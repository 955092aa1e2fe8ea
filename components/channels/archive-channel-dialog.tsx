'use client';

import { useChange } from '@/components/shell/use-change';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { toast } from '@/components/ui/overlays/toaster';
import type { ChannelPage } from '@/lib/channels/dto';
import { channelKeys, putArchived } from './channel-queries';

type ArchiveChannelDialogProps = {
  channel: ChannelPage;
  open: boolean;
  onOpenChange: (open: boolean) => void;
};

/** Archives a channel, or takes it out of the archive. */
export function ArchiveChannelDialog({ channel, open, onOpenChange }: ArchiveChannelDialogProps) {
  const { name, uniqueName, archived } = channel;
  const changing = useChange(
    channelKeys.all,
    () => putArchived(uniqueName, !archived),
    () => {
      onOpenChange(false);
      toast(archived ? `${name} takes messages again.` : `${name} is archived. You find it under Channels.`);
    },
  );
  const words = archived
    ? {
        title: `Unarchive ${name}?`,
        description: 'It takes messages again and returns to its members’ navigation.',
        label: 'Unarchive channel',
      }
    : {
        title: `Archive ${name}?`,
        description:
          'Its members go on reading it. Calls that post to it are refused from then on, and it leaves the navigation. You can unarchive it at any time.',
        label: 'Archive channel',
      };
  return (
    <ConfirmDialog
      open={open}
      onOpenChange={onOpenChange}
      title={words.title}
      description={words.description}
      confirmLabel={words.label}
      tone="primary"
      onConfirm={() => changing.mutate(undefined)}
      pending={changing.isPending}
      error={changing.error?.message}
    />
  );
}
