'use client';

import { useQueryClient } from '@tanstack/react-query';
import { mapFeeds, shellKeys } from '@/components/shell/shell-queries';
import { useChange } from '@/components/shell/use-change';
import { toast } from '@/components/ui/overlays/toaster';
import { fetchJson } from '@/components/ui/requests/fetch-json';
import type { NotifySettings } from '@/lib/feeds/schema';
import type { ShellFeeds } from '@/lib/shell/dto';

const putNotify = (feedId: number, body: NotifySettings) =>
  fetchJson<void>(`/api/feeds/${feedId}/notify`, { method: 'PUT', body });

/** Changes how the person wants to hear of a feed: seen at once, and taken back when it fails. */
export function useNotifySettings(feedId: number): (settings: NotifySettings) => void {
  const client = useQueryClient();
  const change = useChange(shellKeys.feeds, async (settings: NotifySettings) => {
    const before = set(settings);
    try {
      await putNotify(feedId, settings);
    } catch (error) {
      if (before) set(before);
      throw error;
    }
  });
  return (settings) => change.mutate(settings, { onError: (error) => toast.error(error.message) });

  /** @returns what it was before. */
  function set(settings: NotifySettings): NotifySettings | undefined {
    let before: NotifySettings | undefined;
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
