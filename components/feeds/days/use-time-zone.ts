import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The reader's time zone; null on the server and during hydration, which must draw the same. */
export function useTimeZone(): string | null {
  return useSyncExternalStore(
    never,
    () => Intl.DateTimeFormat().resolvedOptions().timeZone,
    () => null,
  );
}
