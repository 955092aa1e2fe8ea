'use client';

import { lazyPart } from '@/components/ui/loading/lazy-part';
import { useIsPainted } from '@/components/ui/loading/use-is-painted';
import { Dialog } from '@/components/ui/overlays/dialog';
import { moduleNames } from './module-names';
import type { UrlChoicesProps } from './url-choices';
import { ChoicesWaiting } from './url-waiting';

/** Their code is large, and the dialog does not wait for it. */
export const UrlChoices = lazyPart(() => import('./url-choices').then((file) => file.UrlChoices), {
  ahead: true,
  Waiting,
});

function Waiting({ initialTarget }: UrlChoicesProps) {
  return <ChoicesWaiting label={moduleNames[initialTarget?.module ?? 'channels']} />;
}

/** Get Webhook URL. The dialog itself is there at once, as large as it will be. */
export function UrlDialog(props: UrlChoicesProps) {
  return (
    <Dialog
      open
      onOpenChange={props.onClose}
      size="lg"
      title="Get Webhook URL"
      description="Choose where calls should go, and copy the address for your service."
    >
      <AfterFrame {...props} />
    </Dialog>
  );
}

function AfterFrame(props: UrlChoicesProps) {
  return useIsPainted() ? <UrlChoices {...props} /> : <Waiting {...props} />;
}
