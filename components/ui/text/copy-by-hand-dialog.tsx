'use client';

import { Button } from '../button';
import { Field } from '../forms/field';
import { Textarea } from '../forms/textarea';
import { Dialog } from '../overlays/dialog';

type CopyByHandDialogProps = { text: string; onClose: () => void };

/** The text itself, selected, with how to copy it. */
export function CopyByHandDialog({ text, onClose }: CopyByHandDialogProps) {
  return (
    <Dialog
      open
      onOpenChange={onClose}
      title="Copy it by hand"
      description="This browser does not let the page copy. The text is selected: press Ctrl+C, or ⌘C on a Mac; on a touchscreen hold it and choose Copy."
      footer={<Button onClick={onClose}>Done</Button>}
    >
      <Field label="Text to copy" hideLabel>
        <Textarea
          readOnly
          data-autofocus
          value={text}
          dir="ltr"
          spellCheck={false}
          onFocus={(event) => event.currentTarget.select()}
          className="wrap-anywhere max-h-60 font-mono text-sm"
        />
      </Field>
    </Dialog>
  );
}
