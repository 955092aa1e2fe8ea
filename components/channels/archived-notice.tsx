'use client';

import { Archive } from 'lucide-react';
import { useRef } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import { passFocusOn } from '@/components/ui/page/page-heading';
import type { ChannelPage } from '@/lib/channels/dto';
import { ARCHIVED } from '@/lib/feeds/access/archived-policy';
import { channelKeys, putArchived } from './channel-queries';

/** Says above an archived channel that it is one, and takes it out of the archive for those who may. */
export function ArchivedNotice({ channel: { name, uniqueName, manageable } }: { channel: ChannelPage }) {
  const button = useRef<HTMLButtonElement>(null);
  const reviving = useChange(
    channelKeys.all,
    () => putArchived(uniqueName, false),
    // Once the page knows, the notice is gone.
    () => {
      passFocusOn(button.current);
      toast(`${name} takes messages again.`);
    },
  );
  const revive = () => reviving.mutate(undefined, { onError: (error) => toast.error(error.message) });
  return (
    <div
      role="status"
      className="flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1.5 border-b bg-surface-sunken px-4 py-2 text-sm sm:px-6"
    >
      <Archive aria-hidden className="size-4 shrink-0 text-text-muted" />
      <span className="min-w-0 flex-1">{ARCHIVED}</span>
      {manageable && (
        <Button ref={button} size="sm" pending={reviving.isPending} onClick={revive}>
          Unarchive
        </Button>
      )}
    </div>
  );
}
