'use client';

import { Users } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { useLocale } from '@/components/ui/text/use-locale';
import type { ChannelPage } from '@/lib/channels/dto';
import { MembersDrawer } from './members-drawer';

type MembersButtonProps = { channel: ChannelPage; viewerId: string };

/** How many are in the channel, and on a press who. Opening them draws nothing else of the channel's header again. */
export function MembersButton({ channel, viewerId }: MembersButtonProps) {
  const count = channel.memberCount.toLocaleString(useLocale());
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        icon={<Users aria-hidden className="size-4 text-text-muted" />}
        onClick={() => setOpen(true)}
        aria-label={`Members, ${count}`}
      >
        <span className="tabular-nums">{count}</span>
      </Button>
      <MembersDrawer channel={channel} viewerId={viewerId} open={open} onOpenChange={setOpen} />
    </>
  );
}
