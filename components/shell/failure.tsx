'use client';

import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button';
import { Message } from './message';

/** A page that could not be made. `digest` finds the cause in the server's log. */
export function Failure({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
  const router = useRouter();
  // The server's part is asked for again, not only drawn again.
  const retry = () =>
    startTransition(() => {
      router.refresh();
      onRetry();
    });
  return (
    <Message
      title="This page could not be loaded"
      action={
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
      }
    >
      Postern or its database did not answer as expected. Nothing you saved is lost.
      {digest && (
        <>
          {' '}
          The server’s log has the cause under <code className="text-sm">{digest}</code>.
        </>
      )}
    </Message>
  );
}
