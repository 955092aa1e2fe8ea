'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { type KeptDraft, readDraft, removeDraft, writeDraft } from './draft-store';
import { isSame, useEdited } from './use-edited';

/**
 * What somebody edits (`useEdited`), kept by this browser while it differs from what is saved, so that a crash or a reload loses
 * nothing: the next visit offers it (`DraftNotice`). Not for secrets.
 * @param what names the thing that is edited, for this person: `bot 12 handler`.
 */
export function useDraft<T>(what: string, saved: T) {
  const { user } = useShell();
  const key = `${user.id}:${what}`;
  const [offered, setOffered] = useState<KeptDraft | null>(null);
  const forget = useCallback(() => removeDraft(key), [key]);
  const { draft, setDraft, changed } = useEdited(saved, { forget });

  const first = useRef(saved);
  useEffect(() => {
    const kept = readDraft(key);
    if (kept && isAlike(kept.value, first.current) && !isSame(kept.value, first.current)) setOffered(kept);
  }, [key]);

  const wasChanged = useRef(false);
  useEffect(() => {
    if (changed) writeDraft(key, draft);
    // Saved, or taken back by hand.
    else if (wasChanged.current) removeDraft(key);
    wasChanged.current = changed;
  }, [changed, draft, key]);

  const drop = () => {
    if (!changed) forget();
    setOffered(null);
  };
  const restore = () => {
    if (offered) setDraft(offered.value as T);
    setOffered(null);
  };
  return { draft, setDraft, changed, notice: offered && { at: offered.at, restore, drop } };
}

/** A draft kept by an earlier version may have other fields. */
function isAlike(kept: unknown, saved: unknown): boolean {
  if (typeof saved !== 'object' || saved === null) return kept === null || typeof kept === 'string';
  if (typeof kept !== 'object' || kept === null) return false;
  return isSame(Object.keys(kept).sort(), Object.keys(saved).sort());
}
