'use client';

import { type ComponentProps, type FormEvent, type ReactNode, useRef } from 'react';
import { DraftNotice } from './draft-notice';
import { SaveOrDiscard } from './save-or-discard';

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
  const form = useRef<HTMLFormElement>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onSave();
  };
  return (
    <form ref={form} onSubmit={submit} className="flex max-w-120 flex-col gap-4">
      <DraftNotice
        what="form"
        notice={notice}
        passFocus={() => form.current?.querySelector<HTMLElement>('input, textarea')?.focus()}
      />
      {children}
      <SaveOrDiscard label="Save details" changed={changed} pending={pending} onDiscard={onDiscard} />
    </form>
  );
}
