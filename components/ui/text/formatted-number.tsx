'use client';

import { useLocale } from './use-locale';

/** A number as the reader's locale writes it. */
export function FormattedNumber({ value }: { value: number }) {
  return <>{value.toLocaleString(useLocale())}</>;
}
