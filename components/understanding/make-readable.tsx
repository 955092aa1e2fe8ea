'use client';

import { WandSparkles } from 'lucide-react';
import { useState } from 'react';
import { Button } from '@/components/ui/button';
import { lazyPart } from '@/components/ui/loading/lazy-part';
import type { MessageId } from './understanding-queries';

const MakeReadableDialog = lazyPart(() =>
  import('./make-readable-dialog').then((file) => file.MakeReadableDialog),
);

/** Below a message that was drawn from a payload nobody recognised, for those who manage where it was sent to. */
export function MakeReadable({ message }: { message: MessageId }) {
  const [dialog, setDialog] = useState<'never' | 'open' | 'closed'>('never');
  return (
    <>
      <Button
        variant="quiet"
        size="sm"
        className="-ml-2 mt-1"
        icon={<WandSparkles aria-hidden className="size-3.5 text-text-muted" />}
        onPointerEnter={MakeReadableDialog.fetchAhead}
        onFocus={MakeReadableDialog.fetchAhead}
        onClick={() => setDialog('open')}
      >
        Make this readable
      </Button>
      {dialog !== 'never' && (
        <MakeReadableDialog
          message={message}
          open={dialog === 'open'}
          onOpenChange={(open) => setDialog(open ? 'open' : 'closed')}
        />
      )}
    </>
  );
}
