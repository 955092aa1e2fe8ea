'use client';

import { RotateCcw } from 'lucide-react';
import { useRef } from 'react';
import { Button } from '@/components/ui/button';

type HandlerActionsProps = {
  changed: boolean;
  pending: boolean;
  onDiscard: () => void;
  onRemove: () => void;
  onSave: () => void;
};

/** What is done with the code in the editor. */
export function HandlerActions({ changed, pending, onDiscard, onRemove, onSave }: HandlerActionsProps) {
  const save = useRef<HTMLButtonElement>(null);
  const discard = () => {
    // Discard gives way to Remove handler, which a second press must not meet.
    save.current?.focus({ preventScroll: true });
    onDiscard();
  };
  return (
    <>
      {changed ? (
        <Button
          key="discard"
          variant="quiet"
          icon={<RotateCcw aria-hidden className="size-3.5" />}
          onClick={discard}
        >
          Discard
        </Button>
      ) : (
        <Button key="remove" variant="quiet" onClick={onRemove}>
          Remove handler
        </Button>
      )}
      <Button
        ref={save}
        variant="primary"
        pending={pending}
        onClick={onSave}
        disabledReason={changed ? undefined : 'Everything is saved.'}
      >
        Save
      </Button>
    </>
  );
}
