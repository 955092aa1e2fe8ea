'use client';

import { ShieldCheck } from 'lucide-react';
import { useState } from 'react';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import type { ChannelPage } from '@/lib/channels/dto';

const SignatureDialog = lazyPart(() =>
  import('@/components/signatures/signature-dialog').then((file) => file.SignatureDialog),
);

/** The entry of the channel's menu that opens how its incoming calls are signed, and the dialog. */
export function useSignatureEntry({ feedId, manageable }: ChannelPage) {
  const [open, setOpen] = useState(false);
  return {
    entry: manageable && {
      label: 'Signature of incoming webhooks',
      icon: <ShieldCheck aria-hidden />,
      onSelect: () => setOpen(true),
    },
    dialog: open && <SignatureDialog feedId={feedId} open onOpenChange={setOpen} />,
  };
}
