'use client';

import { useRef } from 'react';
import { Button } from '@/components/ui/button';

type SaveOrDiscardProps = { label: string; changed: boolean; pending: boolean; onDiscard: () => void };

/** The end of a form that edits what is saved already. */
export function SaveOrDiscard({ label, changed, pending, onDiscard }: SaveOrDiscardProps) {
  const save = useRef<HTMLButtonElement>(null);
  const discard = () => {
    // Discard goes away. A field would bring up the keyboard of a phone; Save says that nothing is changed.
    save.current?.focus({ preventScroll: true });
    onDiscard();
  };
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        ref={save}
        type="submit"
        variant="primary"
        pending={pending}
        disabledReason={changed ? undefined : 'Nothing has been changed.'}
      >
        {label}
      </Button>
      {changed && (
        <Button variant="quiet" onClick={discard}>
          Discard
        </Button>
      )}
    </div>
  );
}
