import type { Metadata } from 'next';
import { NothingHere } from '@/components/shell/problems/nothing-here';
import { currentUser } from '@/lib/auth/current-user';
import { AppFrame } from './app-frame';

export const metadata: Metadata = { title: 'Not found' };

/** Also for addresses that no page has: whoever is signed in keeps the navigation. */
export default async function NotFound() {
  const user = await currentUser();
  if (!user) return <NothingHere />;
  return (
    <AppFrame user={user}>
      <NothingHere />
    </AppFrame>
  );
}
