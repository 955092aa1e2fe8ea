'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** A number as the reader's locale writes it. The server, which does not know the locale, writes it in English. */
export function FormattedNumber({ value }: { value: number }) {
  const locale = useSyncExternalStore(
    never,
    () => navigator.language,
    () => 'en',
  );
  return <>{value.toLocaleString(locale)}</>;
}
