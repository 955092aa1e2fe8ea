'use client';

import { chunkTexts, useChunkAnswer } from '@/components/ui/loading/use-chunk-answer';
import './globals.css';

const BROKEN = {
  title: 'Postern could not be loaded',
  text: 'The server or its database did not answer as expected.',
};

/** Stands in for the whole document when even its layout fails. */
export default function GlobalError({ error, reset }: { error: Error; reset: () => void }) {
  const answer = useChunkAnswer(error);
  const { title, text } = answer === 'newer' || answer === 'unreachable' ? chunkTexts[answer] : BROKEN;
  const waits = answer === 'pending' || answer === 'reloading';
  return (
    <html lang="en">
      <body>
        <main
          hidden={waits}
          className="flex min-h-dvh flex-col items-center justify-center px-6 text-center [&[hidden]]:hidden"
        >
          <h1 className="font-semibold text-lg">{title}</h1>
          <p className="mt-1.5 text-text-muted">{text}</p>
          <button
            type="button"
            onClick={answer === 'other' ? reset : () => window.location.reload()}
            className="mt-6 h-9 rounded bg-accent px-3.5 font-medium text-on-accent"
          >
            {answer === 'newer' ? 'Reload' : 'Try again'}
          </button>
        </main>
      </body>
    </html>
  );
}
