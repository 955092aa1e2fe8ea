import type { Metadata } from 'next';
import { ChannelList } from '@/components/channels/channel-list';
import { requireUser } from '@/lib/auth/current-user';
import { listChannels } from '@/lib/channels/list-channels';

export const metadata: Metadata = { title: 'Channels' };

export default async function Page() {
  const user = await requireUser();
  return <ChannelList channels={await listChannels(user)} />;
}
