'use client';

import { useMutation, useQueryClient } from '@tanstack/react-query';
import { mapFeeds, shellKeys } from '@/components/shell/shell-queries';
import { fetchJson } from '@/components/ui/fetch-json';
import { toast } from '@/components/ui/toaster';
import type { NotifySettings } from '@/lib/feeds/schema';
import type { ShellFeeds } from '@/lib/shell/dto';

const putNotify = (feedId: number, body: NotifySettings) =>
  fetchJson<void>(`/api/feeds/${feedId}/notify`, { method: 'PUT', body });

/** Changes how the person wants to hear of a feed: seen at once, and as it is on the server when that fails. */
export function useNotifySettings(feedId: number) {
  const client = useQueryClient();
  return useMutation({
    networkMode: 'always',
    mutationFn: (settings: NotifySettings) => putNotify(feedId, settings),
    onMutate: (settings) => set(settings),
    onError: (error, settings, before) => {
      if (before) set(Object.fromEntries(Object.keys(settings).map((key) => [key, before[key as 'notify']])));
      toast.error(error.message);
    },
    onSettled: () => client.invalidateQueries({ queryKey: shellKeys.feeds }),
  });

  /** @returns how it was before. */
  function set(settings: NotifySettings) {
    let before: Required<NotifySettings> | undefined;
    client.setQueryData<ShellFeeds>(
      shellKeys.feeds,
      (feeds) =>
        feeds &&
        mapFeeds(feeds, (feed) => {
          if (feed.feedId !== feedId) return feed;
          before = { notify: feed.notify, muted: feed.muted };
          return { ...feed, ...settings };
        }),
    );
    return before;
  }
}
