'use client';

import { Archive, ArchiveRestore, Trash2 } from 'lucide-react';
import type { ReactNode } from 'react';
import type { MenuEntry } from '@/components/ui/overlays/menu-entry';
import { useOneOpen } from '@/components/ui/overlays/use-one-open';
import type { ChannelPage } from '@/lib/channels/dto';
import { ArchiveChannelDialog } from './archive-channel-dialog';
import { DeleteChannelDialog } from './delete-channel-dialog';

/** How a channel ends, for those who may end it: entries for its menu, and the questions behind them. */
export function useChannelEnding(channel: ChannelPage): { entries: MenuEntry[]; dialogs: ReactNode } {
  const { open, propsOf } = useOneOpen<'archive' | 'delete'>();
  if (!channel.manageable) return { entries: [], dialogs: null };
  const entries: MenuEntry[] = [
    'separator',
    {
      label: channel.archived ? 'Unarchive channel' : 'Archive channel',
      icon: channel.archived ? <ArchiveRestore aria-hidden /> : <Archive aria-hidden />,
      onSelect: () => open('archive'),
    },
    {
      label: 'Delete channel',
      icon: <Trash2 aria-hidden />,
      onSelect: () => open('delete'),
      danger: true,
    },
  ];
  const dialogs = (
    <>
      <ArchiveChannelDialog channel={channel} {...propsOf('archive')} />
      <DeleteChannelDialog channel={channel} {...propsOf('delete')} />
    </>
  );
  return { entries, dialogs };
}
