'use client';

import { usePathname } from 'next/navigation';
import { type ReactNode, use } from 'react';
import { momentFor } from './moment';

/**
 * Shows its children, the outline of a page, only when the page takes long; until then the page before stays. So a page that
 * comes soon comes at once. React would keep an outline, however briefly shown, for 300 ms.
 */
export function AfterAMoment({ children }: { children: ReactNode }) {
  const path = usePathname();
  // The server's first answer shows the outline at once, since there is no page before it.
  if (typeof window !== 'undefined') use(momentFor(path));
  return children;
}
