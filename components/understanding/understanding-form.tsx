'use client';

import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Field } from '@/components/ui/forms/field';
import { Select } from '@/components/ui/forms/select';
import { toast } from '@/components/ui/overlays/toaster';
import { FetchedSettings } from '@/components/ui/requests/fetched-settings';
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
  const queries = useQueryClient();
  const settings = useQuery({
    queryKey: understandingKeys.settings(feedId),
    queryFn: () => fetchUnderstanding(feedId),
    initialData: known,
    staleTime: known ? Number.POSITIVE_INFINITY : 0,
    gcTime: 0,
  });
  // The page is drawn anew when somebody else has changed it.
  useEffect(() => {
    if (known) queries.setQueryData(understandingKeys.settings(feedId), known);
  }, [queries, feedId, known]);
  return <FetchedSettings query={settings}>{(data) => <Fields settings={data} />}</FetchedSettings>;
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
  const queryKey = understandingKeys.settings(target.feedId);
  const saving = useChange(
    queryKey,
    (understanding: Understanding) => putUnderstanding(target.feedId, understanding),
    (_, understanding) => {
      // The form is at rest with what was sent, also where the server keeps it trimmed.
      queries.setQueryData<UnderstandingSettings>(queryKey, { target, understanding });
      toast('Saved. It counts from the next call on.');
    },
  );
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
