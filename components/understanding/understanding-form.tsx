'use client';

import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { FormEvent } from 'react';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import { toast } from '@/components/ui/overlays/toaster';
import { isOutcomeUnknown } from '@/components/ui/requests/fetch-json';
import { SaveOrDiscard } from '@/components/unsaved/save-or-discard';
import { useEdited } from '@/components/unsaved/use-edited';
import type { UnderstandingSettings } from '@/lib/understanding/dto';
import type { Understanding } from '@/lib/understanding/schema';
import { EventRulesField } from './event-rules-field';
import { QuietHoursField } from './quiet-hours-field';
import { ServiceField } from './service-field';
import { TemplateFields } from './template-fields';
import { fetchUnderstanding, putUnderstanding, understandingKeys } from './understanding-queries';

type UnderstandingFormProps = {
  feedId: number;
  /** The settings with which the server drew the page; left out, they are fetched. */
  settings?: UnderstandingSettings;
};

/** What calls to a channel, bot or extension are understood as, and how they read. */
export function UnderstandingForm({ feedId, settings: known }: UnderstandingFormProps) {
  const settings = useQuery({
    queryKey: understandingKeys.settings(feedId),
    queryFn: () => fetchUnderstanding(feedId),
    initialData: known,
    staleTime: known ? Number.POSITIVE_INFINITY : 0,
    gcTime: 0,
  });
  if (settings.data) return <Fields settings={settings.data} />;
  if (!settings.isError) return <p className="text-text-muted">Fetching the settings…</p>;
  return (
    <p role="alert" className="text-danger-text">
      {settings.error.message}
    </p>
  );
}

const COLOURS = [
  { value: 'drawn', label: 'As it is drawn' },
  { value: 'red', label: 'Red' },
  { value: 'yellow', label: 'Yellow' },
  { value: 'green', label: 'Green' },
  { value: 'blue', label: 'Blue' },
  { value: 'grey', label: 'Grey' },
] as const;

function Fields({ settings }: { settings: UnderstandingSettings }) {
  const { target, understanding: saved } = settings;
  const queries = useQueryClient();
  const saving = useMutation({
    mutationFn: (understanding: Understanding) => putUnderstanding(target.feedId, understanding),
    onSuccess: (_, understanding) => {
      queries.setQueryData(understandingKeys.settings(target.feedId), { target, understanding });
      toast('Saved. It counts from the next call on.');
    },
    // Its answer was lost: what is saved now says whether it was made.
    onError: async (error) => {
      if (isOutcomeUnknown(error)) {
        await queries.invalidateQueries({ queryKey: understandingKeys.settings(target.feedId) });
      }
    },
  });
  const { draft, setDraft, changed } = useEdited(saved, { isSaving: saving.isPending });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (changed) saving.mutate(draft);
  };
  const change = (part: Partial<Understanding>) => setDraft({ ...draft, ...part });
  return (
    <form onSubmit={submit} className="flex max-w-160 min-w-0 flex-col gap-6">
      {target.hasHandler && (
        <p className="rounded border bg-surface-sunken px-3 py-2 text-sm">
          A handler decides what is posted here, so these settings are not in use. Its{' '}
          <code>render(request)</code> draws with the service, the templates and the colour chosen here.
        </p>
      )}
      <ServiceField value={draft.as} onChange={(as) => change({ as })} />
      <EventRulesField value={draft.events} onChange={(events) => change({ events })} />
      <TemplateFields value={draft} onChange={change} />
      <Field label="Colour" hint="What is over stays green.">
        <Select
          value={draft.colour ?? 'drawn'}
          options={COLOURS}
          onChange={(colour) =>
            change({ colour: colour === 'drawn' ? null : (colour as Understanding['colour']) })
          }
        />
      </Field>
      <QuietHoursField value={draft.quietHours} onChange={(quietHours) => change({ quietHours })} />
      <p role="alert" className="text-danger-text empty:hidden">
        {changed && saving.error?.message}
      </p>
      <SaveOrDiscard
        label="Save what it understands"
        changed={changed}
        pending={saving.isPending}
        onDiscard={() => setDraft(saved)}
      />
    </form>
  );
}
