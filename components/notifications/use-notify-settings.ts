'use client';

import { useMutationState, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { mapFeeds, shellKeys } from '@/components/shell/shell-queries';
import { useChange } from '@/components/shell/use-change';
import { toast } from '@/components/ui/overlays/toaster';
import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { NotifySettings } from '@/lib/feeds/schema';
import type { ShellFeeds } from '@/lib/shell/dto';

type Wish = { feedId: number; settings: NotifySettings };

const wishKey = ['notify settings'];

/** Changes how the person wants to hear of a feed. While it is asked, the wish is shown by `useWithNotifyWishes`. */
export function useNotifySettings(feedId: number): (settings: NotifySettings) => void {
  const client = useQueryClient();
  const change = useChange(
    shellKeys.feeds,
    async (wish: Wish) => {
      await putNotify(wish);
      // The list is fetched next, but need not arrive.
      client.setQueryData<ShellFeeds>(shellKeys.feeds, (feeds) => feeds && withWish(feeds, wish));
    },
    undefined,
    {
      mutationKey: wishKey,
      // Sent one after the other, so that the last wish is what stays.
      scope: { id: `notify settings ${feedId}` },
    },
  );
  return (settings) => {
    // The callbacks of `mutate` are called only for the last change.
    change.mutateAsync({ feedId, settings }).catch((error: Error) => toast.error(error.message));
  };
}

/** What the navigation lists, with what the person wishes in place of what is stored, while it is asked. */
export function useWithNotifyWishes(stored: ShellFeeds): ShellFeeds {
  const wishes = useMutationState({
    filters: { mutationKey: wishKey, status: 'pending' },
    select: ({ state }) => state.variables as Wish,
  });
  return useMemo(() => wishes.reduce(withWish, stored), [stored, wishes]);
}

const putNotify = ({ feedId, settings }: Wish) =>
  fetchJson<void>(`/api/feeds/${feedId}/notify`, { method: 'PUT', body: settings });

function withWish(feeds: ShellFeeds, { feedId, settings }: Wish): ShellFeeds {
  return mapFeeds(feeds, (feed) => (feed.feedId === feedId ? { ...feed, ...settings } : feed));
}
