import type { ReactNode } from 'react';
import { AppFrame } from '@/app/app-frame';
import { requireUser } from '@/lib/auth/current-user';

/**
 * Draws the navigation. Every page asks for its user itself, as a layout is not drawn again on the way from page to
 * page; asking here too makes a signed-out visit a real redirect, sent before anything streams.
 */
export default async function AppLayout({ children }: { children: ReactNode }) {
  return <AppFrame user={await requireUser()}>{children}</AppFrame>;
}
