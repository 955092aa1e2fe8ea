'use client';

import { type FormEvent, useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Button } from '@/components/ui/button';
import { cn } from '@/components/ui/cn';
import { SegmentedControl } from '@/components/ui/forms/segmented-control';
import { toast } from '@/components/ui/overlays/toaster';
import { isSame, useEdited } from '@/components/unsaved/use-edited';
import type { MessageCall } from '@/lib/understanding/dto';
import type { Understanding } from '@/lib/understanding/schema';
import { CallPreview } from './call-preview';
import { HandlerWay } from './handler-way';
import { ServiceField } from './service-field';
import { TemplateFields } from './template-fields';
import { type MessageId, putUnderstanding, understandingKeys } from './understanding-queries';

type ReadableFormProps = { message: MessageId; call: MessageCall; onClose: () => void };

const WAYS = [
  { value: 'template', label: 'Template' },
  { value: 'service', label: 'Service' },
  { value: 'handler', label: 'Handler' },
] as const;
type Way = (typeof WAYS)[number]['value'];

/** Three ways to a message that reads well: words of one's own, a service that is known, or a handler. */
export function ReadableForm({ message, call, onClose }: ReadableFormProps) {
  const { target, understanding: saved, fields, recorded } = call;
  const [way, setWay] = useState<Way>('template');
  const doneText = `Saved. The next call to ${target.name} reads like this.`;
  const saving = useChange(
    understandingKeys.settings(target.feedId),
    (understanding: Understanding) => putUnderstanding(target.feedId, understanding),
    (_output, _input, isHere) => {
      toast(doneText);
      if (isHere) onClose();
    },
  );
  // The answer was lost; the call, which was fetched again, has what was sent.
  const isSavedAllTheSame = saving.isError && isSame(saved, saving.variables);
  const isSaving = saving.isPending || saving.isSuccess;
  const unchangedText = isSavedAllTheSame
    ? 'Everything is saved.'
    : 'Choose a service or write a template first.';
  const { draft, setDraft, changed } = useEdited(saved, { isSaving });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) saving.mutate(draft);
  };
  const change = (part: Partial<Understanding>) => setDraft({ ...draft, ...part });
  return (
    <form onSubmit={submit} className="flex min-w-0 flex-col gap-5">
      <SegmentedControl label="How" options={WAYS} value={way} onChange={setWay} wide />
      {way === 'service' && <ServiceField value={draft.as} onChange={(as) => change({ as })} />}
      {way === 'template' && <TemplateFields value={draft} onChange={change} fields={fields} />}
      {way === 'handler' && <HandlerWay target={target} recorded={recorded} />}
      {way !== 'handler' && <CallPreview message={message} understanding={draft} />}
      <p role="alert" className={cn('empty:hidden', !isSavedAllTheSame && 'text-danger-text')}>
        {isSavedAllTheSame ? !changed && doneText : saving.error?.message}
      </p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button onClick={onClose}>Cancel</Button>
        <Button
          type="submit"
          variant="primary"
          pending={saving.isPending}
          disabledReason={changed ? undefined : unchangedText}
        >
          Save
        </Button>
      </div>
    </form>
  );
}
