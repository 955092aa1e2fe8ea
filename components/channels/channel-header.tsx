'use client';

import { Copy, Link2, LogOut, MoreHorizontal, Pencil } from 'lucide-react';
import { useRouter } from 'next/navigation';
import { FeedHeader } from '@/components/feeds/feed-header';
import { NotifyMenu } from '@/components/notifications/notify-menu';
import { useChange } from '@/components/shell/use-change';
import { Badge } from '@/components/ui/badge';
import { ButtonLink } from '@/components/ui/button-link';
import { IconButton } from '@/components/ui/icon-button';
import { ConfirmDialog } from '@/components/ui/overlays/confirm-dialog';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import { toast } from '@/components/ui/overlays/toaster';
import { useOneOpen } from '@/components/ui/overlays/use-one-open';
import { copyText } from '@/components/ui/text/copy-text';
import type { ChannelPage } from '@/lib/channels/dto';
import { wireChatId } from '@/lib/webhooks/endpoints/wire-ids';
import { ChannelIcon } from './channel-icon';
import { channelKeys, deleteMembership } from './channel-queries';
import { EditChannelDialog } from './edit-channel-dialog';
import { MembersButton } from './members/members-button';
import { useChannelEnding } from './use-channel-ending';
import { useSignatureEntry, useUnderstandingEntry } from './use-dialog-entry';
import { webhookUrlHref } from './webhook-url-href';

type ChannelHeaderProps = { channel: ChannelPage; viewerId: string };

async function copyId(id: string) {
  if (await copyText(id)) toast(`Copied ${id}`);
}

/** The channel's name, state and actions. */
export function ChannelHeader({ channel, viewerId }: ChannelHeaderProps) {
  const dialogs = useOneOpen<'edit' | 'leave'>();
  const ending = useChannelEnding(channel);
  const understanding = useUnderstandingEntry(channel);
  const signature = useSignatureEntry(channel);
  const takesCalls = channel.joined && !channel.archived;
  const router = useRouter();
  const leaving = useChange(
    channelKeys.all,
    () => deleteMembership(channel.uniqueName),
    (_output, _input, isHere) => {
      dialogs.close('leave');
      // The page of a private channel is only for those who are in it.
      if (isHere && channel.access === 'PRIVATE') router.push('/bots-and-tools/channels');
      toast(`You have left ${channel.name}.`);
    },
  );
  return (
    <FeedHeader
      icon={<ChannelIcon access={channel.access} />}
      name={channel.name}
      marks={channel.archived && <Badge className="shrink-0">Archived</Badge>}
      about={channel.description}
    >
      <MembersButton channel={channel} viewerId={viewerId} />
      {takesCalls && (
        <ButtonLink
          href={webhookUrlHref(channel.uniqueName)}
          size="sm"
          icon={<Link2 aria-hidden className="size-3.5" />}
          className="hidden! sm:inline-flex!"
        >
          Get Webhook URL
        </ButtonLink>
      )}
      <NotifyMenu feedId={channel.feedId} />
      {(channel.joined || channel.manageable) && (
        <DropdownMenu
          trigger={
            <IconButton label="More about this channel" size="sm">
              <MoreHorizontal aria-hidden />
            </IconButton>
          }
          entries={[
            takesCalls && {
              label: 'Get Webhook URL',
              icon: <Link2 aria-hidden />,
              href: webhookUrlHref(channel.uniqueName),
            },
            channel.manageable && {
              label: 'Edit channel',
              icon: <Pencil aria-hidden />,
              onSelect: () => dialogs.open('edit'),
            },
            understanding.entry,
            signature.entry,
            channel.joined && {
              label: 'Copy channel ID',
              icon: <Copy aria-hidden />,
              onSelect: () => copyId(channel.id),
            },
            channel.joined && {
              label: 'Copy chat ID',
              icon: <Copy aria-hidden />,
              onSelect: () => copyId(wireChatId(channel.feedId)),
            },
            channel.joined && {
              label: 'Leave channel',
              icon: <LogOut aria-hidden />,
              onSelect: () => dialogs.open('leave'),
              danger: true,
            },
            ...ending.entries,
          ]}
        />
      )}
      <EditChannelDialog channel={channel} {...dialogs.propsOf('edit')} />
      {understanding.dialog}
      {signature.dialog}
      {ending.dialogs}
      <ConfirmDialog
        {...dialogs.propsOf('leave')}
        title={`Leave ${channel.name}?`}
        description={
          channel.access === 'PRIVATE'
            ? 'Calls with your webhook tokens to this channel are refused from then on. You can return only when a member adds you.'
            : 'Calls with your webhook tokens to this channel are refused from then on. You can join again at any time.'
        }
        confirmLabel="Leave channel"
        onConfirm={() => leaving.mutate(undefined)}
        pending={leaving.isPending}
        error={leaving.error?.message}
      />
    </FeedHeader>
  );
}
