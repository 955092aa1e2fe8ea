'use client';

import { useMutation } from '@tanstack/react-query';
import { Button } from '@/components/ui/button';
import type { SignaturePreview } from '@/lib/intake/dto';
import { type SignatureDraft, settingsOf } from './draft';
import { postSignaturePreview } from './signature-queries';

/** Tries the form's settings on the last hundred calls, before anything is saved or refused. */
export function PreviewButton({ feedId, draft }: { feedId: number; draft: SignatureDraft }) {
  const settings = settingsOf(draft);
  const asked = JSON.stringify({ ...settings, mode: 'OFF' });
  const trying = useMutation({
    mutationFn: async (_: string) => postSignaturePreview(feedId, { ...settings, mode: 'OFF' }),
  });
  const isOfNow = trying.variables === asked;
  const hasSecret = settings.keep.length + settings.add.length > 0;
  return (
    <div className="flex flex-col items-start gap-2">
      <Button
        pending={trying.isPending}
        disabledReason={hasSecret ? undefined : 'Add the secret first.'}
        onClick={() => trying.mutate(asked)}
      >
        Try it on the last 100 calls
      </Button>
      <div aria-live="polite" className="w-full">
        {isOfNow && trying.data && <Found preview={trying.data} />}
        {isOfNow && trying.isError && <p className="text-danger-text">{trying.error.message}</p>}
      </div>
    </div>
  );
}

function Found({ preview: { checked, passed, faults, unknown } }: { preview: SignaturePreview }) {
  const notKnown = unknown.reduce((sum, { calls }) => sum + calls, 0);
  return (
    <div className="flex flex-col gap-2 rounded border bg-surface-sunken px-3 py-2.5 text-sm">
      <p className="font-medium">{headline(checked, passed, notKnown)}</p>
      <Reasons title={null} rows={faults} />
      <Reasons title="Could not be checked again:" rows={unknown} />
    </div>
  );
}

function headline(checked: number, passed: number, notKnown: number): string {
  if (checked === 0 && notKnown === 0)
    return 'No calls have come yet. Send one from the service, then try again.';
  if (checked === 0) return 'None of the last calls can be checked again.';
  if (passed === checked) {
    return checked === 1 ? 'The one call so far would pass.' : `All of the last ${checked} calls would pass.`;
  }
  return `${passed} of the last ${checked} calls would pass.`;
}

function Reasons({ title, rows }: { title: string | null; rows: SignaturePreview['faults'] }) {
  if (rows.length === 0) return null;
  return (
    <>
      {title && <p>{title}</p>}
      <ul className="flex flex-col gap-1">
        {rows.map(({ reason, calls }) => (
          <li key={reason} className="flex gap-2">
            <span className="shrink-0 font-medium tabular-nums">{calls} ×</span>
            <span className="min-w-0 break-words text-text-muted">{reason}</span>
          </li>
        ))}
      </ul>
    </>
  );
}
