'use client';

import { Bell, BellOff, BellRing, Volume2 } from 'lucide-react';
import { useState } from 'react';
import { useShell } from '@/components/shell/shell-context';
import { IconButton } from '@/components/ui/icon-button';
import { DropdownMenu } from '@/components/ui/overlays/dropdown-menu';
import type { NotifySettings } from '@/lib/feeds/schema';
import { notifiedFeed } from './notified-feed';
import { askForPermission, desktopPermission, permissionTexts } from './permission';
import { hasSound, playNotes, setSound } from './sound';
import { useNotifySettings } from './use-notify-settings';

type Level = NonNullable<NotifySettings['notify']>;

const LEVELS: { value: Level; label: string }[] = [
  { value: 'OFF', label: 'Off' },
  { value: 'MENTIONS', label: 'Mentions' },
  { value: 'ALL', label: 'All' },
];

/** The menu of a feed's notifications: for which messages, and how. Nothing for somebody who does not belong to the feed. */
export function NotifyMenu({ feedId }: { feedId: number }) {
  const { feeds } = useShell();
  const change = useNotifySettings(feedId);
  // Only the browser knows these, so they are read each time the menu opens.
  const [here, setHere] = useState({ sound: false, text: '' });
  const look = () => setHere({ sound: hasSound(feedId), text: permissionTexts[desktopPermission()] });
  const feed = notifiedFeed(feeds, feedId);
  if (!feed) return null;
  const { isDirect, muted } = feed;
  // All messages of a direct chat are to its people.
  const notify = isDirect && feed.notify === 'MENTIONS' ? 'ALL' : feed.notify;

  const choose = async (notify: Level) => {
    change({ notify });
    if (notify !== 'OFF') await askForPermission();
    look();
  };
  const toggleSound = (on: boolean) => {
    setSound(feedId, on);
    // Playing the sound on the press lets the browser play later ones, too.
    if (on) playNotes();
    look();
  };
  return (
    <DropdownMenu
      onOpenChange={look}
      className="w-72"
      trigger={
        <IconButton label={labelOf({ muted, notify })} size="sm">
          <IconOf muted={muted} notify={notify} />
        </IconButton>
      }
      entries={[
        {
          choice: 'Notifications',
          options: isDirect ? LEVELS.filter(({ value }) => value !== 'MENTIONS') : LEVELS,
          value: notify,
          onChange: (value) => void choose(value as Level),
        },
        { heading: here.text },
        'separator',
        {
          toggle: 'Play a sound in this browser',
          icon: <Volume2 aria-hidden />,
          checked: here.sound,
          onToggle: toggleSound,
        },
        {
          toggle: 'Mute',
          icon: <BellOff aria-hidden />,
          checked: muted,
          onToggle: (on) => change({ muted: on }),
        },
        {
          heading:
            'Muted: not counted, and told of only when you are mentioned. The same on all your machines.',
        },
      ]}
    />
  );
}

type Standing = { muted: boolean; notify: Level };

function labelOf({ muted, notify }: Standing): string {
  return `Notifications, ${muted ? 'muted' : (LEVELS.find(({ value }) => value === notify)?.label ?? '').toLowerCase()}`;
}

function IconOf({ muted, notify }: Standing) {
  if (muted || notify === 'OFF') return <BellOff aria-hidden />;
  return notify === 'ALL' ? <BellRing aria-hidden /> : <Bell aria-hidden />;
}
