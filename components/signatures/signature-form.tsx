'use client';

import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { requestError } from '@/components/handlers/request-error';
import { useChange } from '@/components/shell/use-change';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import { toast } from '@/components/ui/overlays/toaster';
import { FetchedSettings } from '@/components/ui/requests/fetched-settings';
import { SaveOrDiscard } from '@/components/unsaved/save-or-discard';
import { isSame, useEdited } from '@/components/unsaved/use-edited';
import type { ShownSignature } from '@/lib/intake/dto';
import { SCHEMES, type SchemeName } from '@/lib/signatures/schemes';
import { CustomFields } from './custom-fields';
import { draftOf, type SignatureDraft, settingsOf } from './draft';
import { ModeField } from './mode-field';
import { PreviewButton } from './preview-button';
import { SecretFields } from './secret-fields';
import { fetchSignature, putSignature, signatureKey } from './signature-queries';

/** How calls to a channel, bot or extension are to be signed. */
export function SignatureForm({ feedId }: { feedId: number }) {
  const saved = useQuery({
    queryKey: signatureKey(feedId),
    queryFn: () => fetchSignature(feedId),
    gcTime: 0,
  });
  return <FetchedSettings query={saved}>{(data) => <Fields feedId={feedId} saved={data} />}</FetchedSettings>;
}

const NOBODY = 'none';
const OPTIONS = [
  { value: NOBODY, label: 'Nobody: signatures are not looked at' },
  ...SCHEMES.map(({ name, label }) => ({ value: name, label })),
];

function Fields({ feedId, saved }: { feedId: number; saved: ShownSignature }) {
  const saving = useChange(
    signatureKey(feedId),
    (settings: ReturnType<typeof settingsOf>) => putSignature(feedId, settings),
    () => toast('Saved. It counts from the next call on.'),
  );
  const { draft, setDraft, changed } = useEdited(draftOf(saved), { isSaving: saving.isPending });
  const [known, setKnown] = useState(saved);
  if (known !== saved) {
    setKnown(saved);
    // What was sent is saved now: a new secret is one of those that are not shown again.
    if (isSame(saving.variables, settingsOf(draft))) setDraft(draftOf(saved));
  }
  const change = (part: Partial<SignatureDraft>) => setDraft({ ...draft, ...part });
  const choose = (value: string) => {
    if (value === NOBODY) return change({ scheme: null, mode: 'OFF' });
    // Warn refuses nothing and shows whether the secret is right.
    change({ scheme: value as SchemeName, mode: draft.scheme === null ? 'WARN' : draft.mode });
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) saving.mutate(settingsOf(draft));
  };
  const error = requestError(saving.error);
  const field = error?.field?.split('.')[0];
  const scheme = SCHEMES.find(({ name }) => name === draft.scheme);
  return (
    <form onSubmit={submit} className="flex min-w-0 max-w-160 flex-col gap-5">
      <Field
        label="Who signs"
        hint={
          scheme?.where ??
          'Choose a service to have its calls checked, so that nobody can forge one who has only read the URL.'
        }
        error={field === 'scheme' && error?.message}
      >
        <Select value={draft.scheme ?? NOBODY} options={OPTIONS} onChange={choose} />
      </Field>
      {scheme && (
        <>
          {draft.scheme === 'custom' && (
            <CustomFields
              value={draft.custom}
              onChange={(custom) => change({ custom })}
              error={field === 'custom' ? error : null}
            />
          )}
          <SecretFields
            saved={saved.secrets}
            draft={draft}
            onChange={change}
            error={field === 'add' || field === 'keep' ? error?.message : undefined}
          />
          <ModeField value={draft.mode} onChange={(mode) => change({ mode })} />
          <PreviewButton feedId={feedId} draft={draft} />
        </>
      )}
      <p role="alert" className="text-danger-text empty:hidden">
        {!field && error?.message}
      </p>
      <SaveOrDiscard
        label="Save signature"
        changed={changed}
        pending={saving.isPending}
        onDiscard={() => setDraft(draftOf(saved))}
      />
    </form>
  );
}
