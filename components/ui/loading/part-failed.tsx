'use client';

import { useId } from 'react';
import { createPortal } from 'react-dom';
import { Button } from '../button';
import { chunkTexts, useChunkAnswer } from './use-chunk-answer';

const BROKEN = {
  title: 'This could not be shown',
  text: 'Close this and try again. If it stays so, reload the page.',
};

type PartFailedProps = { error: unknown; onClose: () => void };

/** Says over the page, which stays as it is, that a part of it could not be shown. Needs no code that may be missing. */
export function PartFailed({ error, onClose }: PartFailedProps) {
  const answer = useChunkAnswer(error);
  const titleId = useId();
  if (answer === 'pending' || answer === 'reloading') return null;
  const { title, text } = answer === 'other' ? BROKEN : chunkTexts[answer];
  return createPortal(
    <div
      role="alertdialog"
      aria-labelledby={titleId}
      tabIndex={-1}
      ref={focusOnce}
      className="float motion-pop pointer-events-auto fixed right-4 bottom-4 left-4 z-70 flex flex-col gap-3 rounded-lg px-5 py-4 outline-none sm:left-auto sm:w-100"
    >
      <div>
        <h2 id={titleId} className="font-semibold">
          {title}
        </h2>
        <p className="mt-1 text-text-muted">{text}</p>
      </div>
      <div className="flex justify-end gap-2">
        <Button onClick={onClose}>{answer === 'newer' ? 'Not now' : 'Close'}</Button>
        {answer !== 'unreachable' && (
          <Button variant="primary" onClick={() => window.location.reload()}>
            Reload
          </Button>
        )}
      </div>
    </div>,
    document.body,
  );
}

function focusOnce(element: HTMLElement | null) {
  element?.focus();
}
