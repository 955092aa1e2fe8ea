'use client';

import { type ReactNode, useState } from 'react';
import { Button } from '../button';
import { Card } from '../card';
import { ConfirmDialog } from '../overlays/confirm-dialog';

type DeleteCardProps = {
  /** What it is, as people call it: bot. */
  noun: string;
  name: string;
  description: string;
  /** What is lost, said before it is done. */
  consequence: ReactNode;
  deleting: { mutate(input: undefined): void; isPending: boolean; isSuccess: boolean; error: Error | null };
};

/** The last card of the settings of something: deletes it, after asking. */
export function DeleteCard({ noun, name, description, consequence, deleting }: DeleteCardProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Card
        title={`Delete this ${noun}`}
        description={description}
        actions={<Button onClick={() => setOpen(true)}>Delete {noun}…</Button>}
        className="pb-4"
      />
      <ConfirmDialog
        open={open}
        onOpenChange={setOpen}
        title={`Delete ${name}?`}
        description={consequence}
        confirmLabel={`Delete ${noun}`}
        onConfirm={() => deleting.mutate(undefined)}
        pending={deleting.isPending || deleting.isSuccess}
        error={deleting.error?.message}
      />
    </>
  );
}
