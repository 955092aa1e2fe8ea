'use client';

import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { Combobox } from '@/components/ui/forms/combobox';
import { Field } from '@/components/ui/forms/field';
import { hasWords } from '@/components/ui/forms/words-of';
import { toast } from '@/components/ui/overlays/toaster';
import { channelKeys, fetchCandidates, postMember } from '../channel-queries';

type AddMemberProps = {
  uniqueName: string;
  /** As the page was drawn, nobody was left to be added. */
  hadEverybody: boolean;
};

/** Adds somebody of the organisation; choosing is adding. */
export function AddMember({ uniqueName, hadEverybody }: AddMemberProps) {
  const [search, setSearch] = useState('');
  const asked = search.trim();
  const candidates = useQuery({
    queryKey: channelKeys.candidates(uniqueName, asked),
    queryFn: () => fetchCandidates(uniqueName, asked),
    placeholderData: keepPreviousData,
  });
  const adding = useChange(channelKeys.all, (userId: string) => postMember(uniqueName, userId));
  const people = (candidates.data ?? []).filter(
    // Of an earlier answer only those who match: Enter adds the first one.
    ({ name, email }) =>
      !candidates.isPlaceholderData || hasWords(`${name}\n${email}`, [asked.toLowerCase()]),
  );
  const hasEverybody = candidates.isSuccess ? asked === '' && people.length === 0 : hadEverybody;
  const add = (userId: string) =>
    adding.mutate(userId, {
      onSuccess: () =>
        toast(`${people.find(({ id }) => id === userId)?.name ?? 'The person'} is in the channel.`),
      onError: (error) => toast.error(error.message),
    });
  return (
    <Field label="Add somebody" error={adding.error?.message}>
      <Combobox
        items={people.map(({ id, name, email }) => ({ value: id, label: name, hint: email }))}
        value={undefined}
        onChange={add}
        disabled={adding.isPending}
        placeholder={hasEverybody ? 'Everybody is here already' : 'Choose a person…'}
        onSearch={setSearch}
        searchPlaceholder="Search by name or e-mail"
        emptyText={emptyText(candidates)}
      />
    </Field>
  );
}

/** Says "nobody" only when a search has been answered. */
function emptyText({ isFetching, error }: { isFetching: boolean; error: Error | null }): string {
  if (isFetching) return 'Searching…';
  return error ? error.message : 'Nobody of that name is left to add.';
}
