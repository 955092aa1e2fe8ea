'use client';

import { ShieldCheck, WandSparkles } from 'lucide-react';
import { type ComponentType, type ReactNode, useState } from 'react';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import type { ChannelPage } from '@/lib/channels/dto';

type DialogProps = { feedId: number; open: boolean; onOpenChange: (open: boolean) => void };
type DialogEntry = { label: string; icon: ReactNode; Dialog: ComponentType<DialogProps> };

/** How the channel's incoming calls are signed. */
const SIGNATURE: DialogEntry = {
  label: 'Signature of incoming webhooks',
  icon: <ShieldCheck aria-hidden />,
  Dialog: lazyPart(() =>
    import('@/components/signatures/signature-dialog').then((file) => file.SignatureDialog),
  ),
};

/** What the channel's incoming endpoint understands. */
const UNDERSTANDING: DialogEntry = {
  label: 'What it understands',
  icon: <WandSparkles aria-hidden />,
  Dialog: lazyPart(() =>
    import('@/components/understanding/understanding-dialog').then((file) => file.UnderstandingDialog),
  ),
};

export const useSignatureEntry = (channel: ChannelPage) => useDialogEntry(channel, SIGNATURE);
export const useUnderstandingEntry = (channel: ChannelPage) => useDialogEntry(channel, UNDERSTANDING);

/** An entry of the menu for those who manage the channel, and the dialog that it opens. */
function useDialogEntry({ feedId, manageable }: ChannelPage, { label, icon, Dialog }: DialogEntry) {
  const [open, setOpen] = useState(false);
  return {
    entry: manageable && { label, icon, onSelect: () => setOpen(true) },
    dialog: open && <Dialog feedId={feedId} open onOpenChange={setOpen} />,
  };
}
