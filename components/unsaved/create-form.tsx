'use client';

import type { FormEvent, ReactNode } from 'react';
import { Button } from '@/components/ui/button';
import { useUnsavedGuard } from './use-unsaved-guard';

type CreateFormProps = {
  /** What is created, as people call it: bot. */
  noun: string;
  draft: { name: string; description: string };
  creating: { isPending: boolean; isSuccess: boolean };
  onCreate: () => void;
  onCancel: () => void;
  /** The fields. */
  children: ReactNode;
};

/** The form of a dialog that creates something with a name; asks before what was typed is lost. */
export function CreateForm({ noun, draft, creating, onCreate, onCancel, children }: CreateFormProps) {
  const isNamed = Boolean(draft.name.trim());
  const isUnderWay = creating.isPending || creating.isSuccess;
  useUnsavedGuard((isNamed || Boolean(draft.description.trim())) && !isUnderWay, draft);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onCreate();
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {children}
      <div className="flex justify-end gap-2 pt-1">
        <Button onClick={onCancel}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={isUnderWay}
          disabledReason={isNamed ? undefined : `Give the ${noun} a name first.`}
        >
          Create {noun}
        </Button>
      </div>
    </form>
  );
}
