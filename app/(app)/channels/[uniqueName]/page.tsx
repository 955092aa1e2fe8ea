import type { Metadata } from 'next';
import { cache } from 'react';
import { found } from '@/app/found';
import { titleOf } from '@/app/title-of';
import { ArchivedNotice } from '@/components/channels/archived-notice';
import { ChannelEmpty } from '@/components/channels/channel-empty';
import { ChannelHeader } from '@/components/channels/channel-header';
import { JoinChannel } from '@/components/channels/join-channel';
import { Feed } from '@/components/feeds/feed';
import { FeedScreen } from '@/components/feeds/feed-screen';
import { requireUser } from '@/lib/auth/current-user';
import type { SignedInUser } from '@/lib/auth/principals';
import type { ChannelPage } from '@/lib/channels/dto';
import { getChannel } from '@/lib/channels/get-channel';
import { ARCHIVED } from '@/lib/feeds/access/archived-policy';
import { messageAsked } from '@/lib/feeds/message-address';
import { openFeed } from '@/lib/feeds/read-feed-around';

type PageProps = {
  params: Promise<{ uniqueName: string }>;
  searchParams: Promise<{ message?: string | string[] }>;
};

// The title and the page share one query.
const channelOf = cache(getChannel);

export async function generateMetadata({ params }: PageProps): Promise<Metadata> {
  const { uniqueName } = await params;
  return titleOf('Channel', async (user) => `#${(await channelOf(user, uniqueName)).name}`);
}

export default async function ChannelFeedPage({ params, searchParams }: PageProps) {
  const user = await requireUser();
  const { uniqueName } = await params;
  const channel = await found(channelOf(user, uniqueName));
  return (
    <FeedScreen>
      <ChannelHeader channel={channel} viewerId={user.id} />
      {channel.archived && <ArchivedNotice channel={channel} />}
      <ChannelBody
        user={user}
        channel={channel}
        message={messageAsked((await searchParams).message, channel.feedId)}
      />
    </FeedScreen>
  );
}

type ChannelBodyProps = { user: SignedInUser; channel: ChannelPage; message: number | null | undefined };

async function ChannelBody({ user, channel, message }: ChannelBodyProps) {
  const { name, uniqueName, feedId, joined, archived, manageable } = channel;
  if (!joined) {
    return (
      <div className="px-4 py-8 sm:px-6">
        <JoinChannel name={name} uniqueName={uniqueName} />
      </div>
    );
  }
  return (
    <Feed
      key={`${feedId}/${message}`}
      feedId={feedId}
      address={`/channels/${uniqueName}`}
      label={`Messages in ${name}`}
      opening={await openFeed(user, feedId, message)}
      readOnly={archived ? ARCHIVED : null}
      manages={manageable}
      empty={<ChannelEmpty name={name} uniqueName={uniqueName} archived={archived} />}
    />
  );
}
