'use client';

import { Hash } from 'lucide-react';
import { EnterButton } from '@/components/shell/enter-button';
import { EmptyState } from '@/components/ui/page/empty-state';
import { channelKeys, putMembership } from './channel-queries';

/** What somebody sees of an open channel they have not joined. */
export function JoinChannel({ uniqueName, name }: { uniqueName: string; name: string }) {
  return (
    <EmptyState
      icon={<Hash aria-hidden />}
      title={<>You have not joined {name}</>}
      action={
        <EnterButton
          queryKey={channelKeys.all}
          enter={() => putMembership(uniqueName)}
          doneText={`You have joined ${name}.`}
          variant="primary"
          size="md"
        >
          Join channel
        </EnterButton>
      }
    >
      Join to read its messages from the beginning and to post with your webhook tokens.
    </EmptyState>
  );
}
