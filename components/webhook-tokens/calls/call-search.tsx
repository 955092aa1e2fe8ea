'use client';

import { useEffect, useState } from 'react';
import { SearchField } from '@/components/ui/forms/search-field';

type CallSearchProps = { value: string; onChange: (value: string) => void };

/** How long typing pauses before it is searched for. */
const PAUSE_MS = 200;

/** Shows what is typed at once; the address and the list follow when typing pauses. */
export function CallSearch({ value, onChange }: CallSearchProps) {
  // Null while nothing is typed that the address does not say yet.
  const [draft, setDraft] = useState<string | null>(null);
  if (draft !== null && draft === value) setDraft(null);

  useEffect(() => {
    if (draft === null) return;
    const timer = setTimeout(() => onChange(draft), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [draft, onChange]);
  useEffect(() => {
    const forget = () => setDraft(null);
    window.addEventListener('popstate', forget);
    return () => window.removeEventListener('popstate', forget);
  }, []);
  return (
    <SearchField
      label="Search calls"
      placeholder="Target, reason, IP address…"
      maxLength={200}
      value={draft ?? value}
      onChange={setDraft}
      small
      className="min-w-40 flex-1"
    />
  );
}
