'use client';

import { useRouter } from 'next/navigation';
import { startTransition } from 'react';
import { Button } from '@/components/ui/button';
import { chunkTexts, useChunkAnswer } from '@/components/ui/loading/use-chunk-answer';
import { Message } from './message';

type FailureProps = { error: Error & { digest?: string }; onRetry: () => void };

/** A page that could not be made, or whose code could not be fetched. */
export function Failure({ error, onRetry }: FailureProps) {
  const answer = useChunkAnswer(error);
  if (answer === 'other') return <Broken digest={error.digest} onRetry={onRetry} />;
  if (answer === 'pending' || answer === 'reloading') return null;
  const { title, text } = chunkTexts[answer];
  return (
    <Message
      title={title}
      action={
        <Button variant="primary" onClick={() => window.location.reload()}>
          Reload
        </Button>
      }
    >
      {text}
    </Message>
  );
}

/** `digest` finds the cause in the server's log. */
function Broken({ digest, onRetry }: { digest: string | undefined; onRetry: () => void }) {
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
