'use client';

import './globals.css';

/** Stands in for the whole document when even its layout fails. */
export default function GlobalError({ reset }: { error: Error; reset: () => void }) {
  return (
    <html lang="en">
      <body>
        <main className="flex min-h-dvh flex-col items-center justify-center px-6 text-center">
          <h1 className="font-semibold text-lg">Postern could not be loaded</h1>
          <p className="mt-1.5 text-text-muted">The server or its database did not answer as expected.</p>
          <button
            type="button"
            onClick={reset}
            className="mt-6 h-9 rounded bg-accent px-3.5 font-medium text-on-accent"
          >
            Try again
          </button>
        </main>
      </body>
    </html>
  );
}
