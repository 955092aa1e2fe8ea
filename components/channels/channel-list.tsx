'use client';

import { Search } from 'lucide-react';
import { memo } from 'react';
import { EnterButton } from '@/components/shell/enter-button';
import { useSentList } from '@/components/shell/use-sent-list';
import { Badge } from '@/components/ui/badge';
import { SearchField } from '@/components/ui/forms/search-field';
import { useSearch } from '@/components/ui/forms/use-search';
import { LinkedRow } from '@/components/ui/lists/linked-row';
import { LinkedRows } from '@/components/ui/lists/linked-rows';
import { ListPage } from '@/components/ui/page/list-page';
import { Counted } from '@/components/ui/text/counted';
import type { ChannelSummary } from '@/lib/channels/dto';
import { ChannelIcon } from './channel-icon';
import { channelKeys, fetchChannels, putMembership } from './channel-queries';
import { CreateChannelDialog } from './create-channel-dialog';

/** Every channel the person is in or can join. */
export function ChannelList({ channels: initial }: { channels: ChannelSummary[] }) {
  const channels = useSentList(channelKeys.all, fetchChannels, initial);
  const { typed, setTyped, found, isSought } = useSearch(channels, ({ name, uniqueName }) => [
    name,
    uniqueName,
  ]);
  const [active, archived] = [found.filter((one) => !one.archived), found.filter((one) => one.archived)];
  return (
    <ListPage
      title="Channels"
      description="Your webhook tokens post in the channels you have joined."
      noun="channel"
      CreateDialog={CreateChannelDialog}
      empty={
        found.length > 0
          ? null
          : {
              icon: <Search aria-hidden />,
              sought: isSought ? typed.trim() : null,
              text: 'Private channels appear here once somebody has added you.',
            }
      }
    >
      <SearchField label="Search channels" value={typed} onChange={setTyped} className="mb-3 sm:max-w-80" />
      {active.length > 0 && <ChannelRows channels={active} />}
      {archived.length > 0 && (
        <section aria-labelledby="archived" className="mt-6">
          <h2 id="archived" className="mb-2 font-semibold">
            Archived
          </h2>
          <p className="mb-2 text-sm text-text-muted">
            These can be read. Nothing more is posted to them until somebody who may change them unarchives
            them.
          </p>
          <ChannelRows channels={archived} />
        </section>
      )}
    </ListPage>
  );
}

const ChannelRows = ({ channels }: { channels: ChannelSummary[] }) => (
  <LinkedRows of={channels}>{(channel) => <ChannelRow key={channel.id} channel={channel} />}</LinkedRows>
);

const ChannelRow = memo(function ChannelRow({ channel }: { channel: ChannelSummary }) {
  return (
    <LinkedRow
      picture={<ChannelIcon access={channel.access} />}
      href={`/channels/${channel.uniqueName}`}
      name={channel.name}
      marks={<code className="wrap-anywhere text-text-muted text-xs">{channel.uniqueName}</code>}
      description={channel.description}
    >
      <span className="hidden whitespace-nowrap text-sm text-text-muted tabular-nums sm:inline">
        <Counted count={channel.memberCount} one="member" />
      </span>
      <span className="relative flex w-20 justify-end">
        {channel.joined ? (
          <Badge>Joined</Badge>
        ) : (
          <EnterButton
            queryKey={channelKeys.all}
            enter={() => putMembership(channel.uniqueName)}
            doneText={`You have joined ${channel.name}.`}
            ariaLabel={`Join ${channel.name}`}
          >
            Join
          </EnterButton>
        )}
      </span>
    </LinkedRow>
  );
});
