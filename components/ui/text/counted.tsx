'use client';

import { useLocale } from './use-locale';

type CountedProps = { count: number; one: string; several?: string };

/** "1 member", "1,204 members", with the number as the reader's locale writes it. */
export function Counted({ count, one, several }: CountedProps) {
  return <>{counted(useLocale(), count, one, several)}</>;
}

/** The same where a text is needed. */
export function counted(locale: string, count: number, one: string, several = `${one}s`): string {
  return `${count.toLocaleString(locale)} ${count === 1 ? one : several}`;
}
