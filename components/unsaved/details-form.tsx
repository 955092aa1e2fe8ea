'use client';

import type { ComponentProps, FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { DraftNotice } from './draft-notice';

type DetailsFormProps = {
  notice: ComponentProps<typeof DraftNotice>['notice'];
  changed: boolean;
  pending: boolean;
  onSave: () => void;
  onDiscard: () => void;
  /** The fields. */
  children: ReactNode;
};

/** The form of a card with what can be said about something: it is saved or discarded as a whole. */
export function DetailsForm({ notice, changed, pending, onSave, onDiscard, children }: DetailsFormProps) {
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form onSubmit={submit} className="flex max-w-120 flex-col gap-4">
      <DraftNotice what="form" notice={notice} />
      {children}
      <div className="flex gap-2">
        <Button
          type="submit"
          variant="primary"
          pending={pending}
          disabledReason={changed ? undefined : 'Nothing has been changed.'}
        >
          Save details
        </Button>
        {changed && (
          <Button variant="quiet" onClick={onDiscard}>
            Discard
          </Button>
        )}
      </div>
    </form>
  );
}
