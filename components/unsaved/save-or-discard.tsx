'use client';

import { Button } from '@/components/ui/button';

type SaveOrDiscardProps = { label: string; changed: boolean; pending: boolean; onDiscard: () => void };

/** The end of a form that edits what is saved already. */
export function SaveOrDiscard({ label, changed, pending, onDiscard }: SaveOrDiscardProps) {
  return (
    <div className="flex flex-wrap gap-2">
      <Button
        type="submit"
        variant="primary"
        pending={pending}
        disabledReason={changed ? undefined : 'Nothing has been changed.'}
      >
        {label}
      </Button>
      {changed && (
        <Button variant="quiet" onClick={onDiscard}>
          Discard
        </Button>
      )}
    </div>
  );
}
