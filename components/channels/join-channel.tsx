'use client';

import { Hash } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';
import { toast } from '@/components/ui/overlays/toaster';
import { EmptyState } from '@/components/ui/page/empty-state';
import { passFocusOn } from '@/components/ui/page/page-heading';
import { putMembership } from './channel-queries';
import { useChannelChange } from './use-channel-change';

/** What somebody sees of an open channel they have not joined. */
export function JoinChannel({ uniqueName, name }: { uniqueName: string; name: string }) {
  const button = useRef<HTMLButtonElement>(null);
  const joining = useChannelChange(
    () => putMembership(uniqueName),
    // The channel itself takes the place of all this.
    () => {
      passFocusOn(button.current);
      toast(`You have joined ${name}.`);
    },
  );
  const join = () => joining.mutate(undefined, { onError: (error) => toast.error(error.message) });
  return (
    <EmptyState
      icon={<Hash aria-hidden />}
      title={<>You have not joined {name}</>}
      action={
        <Button
          ref={button}
          variant="primary"
          pending={joining.isPending || joining.isSuccess}
          onClick={join}
        >
          Join channel
        </Button>
      }
    >
      Join to read its messages from the beginning and to post with your webhook tokens.
    </EmptyState>
  );
}
