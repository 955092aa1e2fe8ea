import type { ReactNode } from 'react';
import { AppFrame } from '@/app/app-frame';
import { requireUser } from '@/lib/auth/current-user';

/**
 * Draws the navigation. Every page asks for its user itself, since a layout is not drawn again from page to
 * page. The layout asks, too, so that a signed-out visit is a real redirect, sent before anything streams.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  return <AppFrame user={await requireUser()}>{children}</AppFrame>;
}
