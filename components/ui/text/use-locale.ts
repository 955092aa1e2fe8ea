'use client';

import { useSyncExternalStore } from 'react';

const never = () => () => {};

/** The reader's locale, for numbers. The server does not know it and writes English, and so does the browser at first. */
export function useLocale(): string {
  return useSyncExternalStore(never, localeOfBrowser, () => 'en');
}

/** Browsers on Linux may name one that `Intl` does not take, such as `en-US@posix`. */
function localeOfBrowser(): string {
  try {
    return Intl.getCanonicalLocales(navigator.language)[0] ?? 'en';
  } catch {
    return 'en';
  }
}
