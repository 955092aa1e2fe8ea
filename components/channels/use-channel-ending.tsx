'use client';

import { Archive, ArchiveRestore, Trash2 } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import type { MenuEntry } from '@/components/ui/overlays/menu-entry';
import type { ChannelPage } from '@/lib/channels/dto';
import { ArchiveChannelDialog } from './archive-channel-dialog';
import { DeleteChannelDialog } from './delete-channel-dialog';

/** How a channel ends, for those who may end it: entries for its menu, and the questions behind them. */
export function useChannelEnding(channel: ChannelPage): { entries: MenuEntry[]; dialogs: ReactNode } {
  const [dialog, setDialog] = useState<'none' | 'archive' | 'delete'>('none');
  if (!channel.manageable) return { entries: [], dialogs: null };
  const entries: MenuEntry[] = [
    'separator',
    {
      label: channel.archived ? 'Unarchive channel' : 'Archive channel',
      icon: channel.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />,
      onSelect: () => setDialog('archive'),
    },
    {
      label: 'Delete channel',
      icon: <Trash2 aria-hidden />,
      onSelect: () => setDialog('delete'),
      danger: true,
    },
  ];
  const dialogs = (
    <>
      <ArchiveChannelDialog
        channel={channel}
        open={dialog === 'archive'}
        onOpenChange={(open) => setDialog(open ? 'archive' : 'none')}
      />
      <DeleteChannelDialog
        channel={channel}
        open={dialog === 'delete'}
        onOpenChange={(open) => setDialog(open ? 'delete' : 'none')}
      />
    </>
  );
  return { entries, dialogs };
}
