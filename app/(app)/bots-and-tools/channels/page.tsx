import type { Metadata } from 'next';
import { ChannelList } from '@/components/channels/channel-list';
import { Page } from '@/components/ui/page/page';
import { requireUser } from '@/lib/auth/current-user';
import { listChannels } from '@/lib/channels/list-channels';

export const metadata: Metadata = { title: 'Channels' };

export default async function ChannelsPage() {
  const user = await requireUser();
  return (
    <Page>
      <ChannelList channels={await listChannels(user)} />
    </Page>
  );
}
