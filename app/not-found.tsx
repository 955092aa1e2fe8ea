import type { Metadata } from 'next';
import { NothingHere } from '@/components/shell/problems/nothing-here';
import { currentUser } from '@/lib/auth/current-user';
import { AppFrame } from './app-frame';

export const metadata: Metadata = { title: 'Not found' };

/** Answers every address without a page, too. A signed-in person keeps the navigation. */
export default async function NotFound() {
  const user = await currentUser();
  if (!user) return <NothingHere />;
  return (
    <AppFrame user={user}>
      <NothingHere />
    </AppFrame>
  );
}
