'use client';

import { useState } from 'react';
import { useUnsavedGuard } from './use-unsaved-guard';

type Options = {
  /** The edit is on its way to the server, or there, so leaving loses nothing. */
  isSaving?: boolean;
  /** Throws away what is kept of the draft when the person leaves without saving. Must be stable. */
  forget?: () => void;
};

/** What somebody edits, beside what is saved. While they differ, leaving asks first. */
export function useEdited<T>(saved: T, { isSaving = false, forget }: Options = {}) {
  const [draft, setDraft] = useState(saved);
  // A newer save from elsewhere is shown to somebody who has not typed.
  const [known, setKnown] = useState(saved);
  if (!isSame(known, saved)) {
    setKnown(saved);
    if (isSame(draft, known)) setDraft(saved);
  }
  const changed = !isSame(draft, saved);
  useUnsavedGuard(changed && !isSaving, draft, forget);
  return { draft, setDraft, changed };
}

/** For values of JSON with their keys in one order. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
