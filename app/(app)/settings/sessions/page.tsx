import type { Metadata } from 'next';
import { Sessions } from '@/components/settings/sessions';
import { requireUser } from '@/lib/auth/current-user';
import { listSessions } from '@/lib/auth/list-sessions';

export const metadata: Metadata = { title: 'Sessions' };

export default async function SessionsPage() {
  const user = await requireUser();
  return <Sessions sessions={await listSessions(user)} />;
}
