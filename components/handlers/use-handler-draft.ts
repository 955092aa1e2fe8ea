'use client';

import type { QueryKey } from '@tanstack/react-query';
import { useState } from 'react';
import { useChange } from '@/components/shell/use-change';
import { toast } from '@/components/ui/overlays/toaster';
import { focusPageHeading } from '@/components/ui/page/page-heading';
import { useDraft } from '@/components/unsaved/use-draft';
import { placeNamedIn } from '@/lib/handlers/error-text';
import type { CodeError } from './editor/marks';

type Options = {
  draftOf: string;
  savedCode: string | null;
  /** The queries that a save is seen in. */
  queryKey: QueryKey;
  save: (code: string | null) => Promise<void>;
  savedText: string;
};

/** The code that is written, with what is done with it and where it is wrong; null: there is none. */
export function useHandlerDraft({ draftOf, savedCode, queryKey, save, savedText }: Options) {
  const { draft, setDraft, changed, notice } = useDraft(draftOf, savedCode);
  const [error, setError] = useState<CodeError | null>(null);
  const saving = useChange(
    queryKey,
    save,
    (_, code) => {
      setError(null);
      toast(code === null ? 'The handler is removed.' : savedText);
    },
    // One after another, so that what was written last is what is stored.
    { scope: { id: `handler of ${draftOf}` } },
  );
  const onError = ({ message }: Error) => setError(errorNamedIn(message));

  const edit = (code: string) => {
    setDraft(code);
    setError(null);
    if (saving.isError) saving.reset();
  };
  const store = () => draft !== null && changed && saving.mutate(draft, { onError });
  const remove = (onRemoved: () => void) =>
    saving.mutate(null, {
      onError,
      onSuccess: () => {
        setDraft(null);
        onRemoved();
      },
    });
  const discard = () => {
    // The editor goes away as well.
    if (savedCode === null) focusPageHeading();
    setDraft(savedCode);
    setError(null);
    saving.reset();
  };
  return { draft, changed, notice, error, setError, saving, edit, store, remove, discard };
}

function errorNamedIn(message: string): CodeError | null {
  const place = placeNamedIn(message);
  return place && { ...place, message };
}
