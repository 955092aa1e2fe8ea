'use client';

import { WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import type { ChannelPage } from '@/lib/channels/dto';

const UnderstandingDialog = lazyPart(() =>
  import('@/components/understanding/understanding-dialog').then((file) => file.UnderstandingDialog),
);

/** The entry of the channel's menu that opens what its incoming endpoint understands, and the dialog. */
export function useUnderstandingEntry({ feedId, manageable }: ChannelPage) {
  const [open, setOpen] = useState(false);
  return {
    entry: manageable && {
      label: 'What it understands',
      icon: <WandSparkles aria-hidden />,
      onSelect: () => setOpen(true),
    },
    dialog: open && <UnderstandingDialog feedId={feedId} open onOpenChange={setOpen} />,
  };
}
