'use client';

import { usePathname } from 'next/navigation';
import { type ReactNode, use } from 'react';
import { momentFor } from './moment';

/**
 * What is shown instead of a page that takes long. Until then the page before stays: a page that comes soon comes at once, and React
 * would keep even an outline that was shown for an instant for 300 ms.
 */
export function AfterAMoment({ children }: { children: ReactNode }) {
  const path = usePathname();
  // The server's first answer shows the outline at once: before it there is nothing.
  if (typeof window !== 'undefined') use(momentFor(path));
  return children;
}
