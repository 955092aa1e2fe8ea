import { memo } from 'react';
import { ChannelIcon } from '@/components/channels/channel-icon';
import { Avatar } from '@/components/ui/avatar';
import { UnreadMark } from '@/components/unread/unread-mark';
import { countOf } from '@/components/unread/unread-total';
import { botPictureSrc } from '@/lib/pictures/picture-src-policy';
import type { ShellFeeds } from '@/lib/shell/dto';
import { NavLink } from './nav-link';

/*
 * The lines of the lists. A change of page draws the lists anew, and there may be a hundred lines: only those are drawn again
 * whose feed has changed, or that become the current place or stop being it.
 */

type Of<Kind extends keyof ShellFeeds> = { feed: ShellFeeds[Kind][number]; current: boolean };

export const channelHref = ({ uniqueName }: ShellFeeds['channels'][number]) => `/channels/${uniqueName}`;
export const botHref = ({ uniqueName }: ShellFeeds['bots'][number]) => `/bots/${uniqueName}`;
export const chatHref = ({ feedId }: ShellFeeds['chats'][number]) => `/chats/${feedId}`;

export const ChannelLink = memo(function ChannelLink({ feed, current }: Of<'channels'>) {
  return (
    <NavLink
      href={channelHref(feed)}
      current={current}
      icon={<ChannelIcon access={feed.access} className="" />}
      strong={countOf(feed) > 0}
      end={<UnreadMark feed={feed} />}
    >
      {feed.name}
    </NavLink>
  );
});

export const BotLink = memo(function BotLink({ feed, current }: Of<'bots'>) {
  return (
    <NavLink
      href={botHref(feed)}
      current={current}
      icon={
        <Avatar of={feed.id} name={feed.name} imageUrl={botPictureSrc(feed)} size="sm" className="-mx-0.5" />
      }
      strong={countOf(feed) > 0}
      end={<UnreadMark feed={feed} />}
    >
      {feed.name}
    </NavLink>
  );
});

export const ChatLink = memo(function ChatLink({ feed, current }: Of<'chats'>) {
  return (
    <NavLink
      href={chatHref(feed)}
      current={current}
      icon={<Avatar of={feed.partnerId} name={feed.name} size="sm" className="-mx-0.5" />}
      strong={countOf(feed) > 0}
      end={<UnreadMark feed={feed} />}
    >
      {feed.name}
    </NavLink>
  );
});
