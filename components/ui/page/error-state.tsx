'use client';

import { CircleAlert } from 'lucide-react';
import { Button } from '../button';
import { passFocusOnRemoval } from './page-heading';

type ErrorStateProps = { title: string; message?: string; onRetry?: () => void; pending?: boolean };

/** A part of the page that could not be had: what, why, and Try again. */
export function ErrorState({ title, message, onRetry, pending }: ErrorStateProps) {
  return (
    <div
      ref={passFocusOnRemoval}
      role="alert"
      className="flex flex-col items-center rounded border px-6 py-14 text-center"
    >
      <CircleAlert aria-hidden className="mb-3 size-5 text-danger-text" />
      <h2 className="font-medium text-base">{title}</h2>
      {message && <p className="mt-1 max-w-[56ch] text-balance text-text-muted">{message}</p>}
      {onRetry && (
        <Button className="mt-5" onClick={onRetry} pending={pending}>
          Try again
        </Button>
      )}
    </div>
  );
}
