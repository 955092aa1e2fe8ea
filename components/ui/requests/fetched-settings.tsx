import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';

type FetchedSettingsProps<T> = { query: UseQueryResult<T>; children: (settings: T) => ReactNode };

/** A form of settings once they are there; until then that they come, or why not. */
export function FetchedSettings<T>({ query, children }: FetchedSettingsProps<T>) {
  if (query.data !== undefined) return children(query.data);
  if (!query.isError) return <p className="text-text-muted">Fetching the settings…</p>;
  return (
    <p role="alert" className="text-danger-text">
      {query.error.message}
    </p>
  );
}
