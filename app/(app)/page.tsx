import { redirect } from 'next/navigation';
import { requireUser } from '@/lib/auth/current-user';
import { homePath } from '@/lib/channels/home-path';
import { listMyChannels } from '@/lib/channels/list-my-channels';

export default async function HomePage() {
  redirect(homePath(await listMyChannels(await requireUser())));
}
