import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { ShellFeeds } from '@/lib/shell/dto';
import { fetchShellFeeds, noteSeen, shellKeys } from './shell-queries';

const feed = (feedId: number, lastSeq: number) => ({
  id: `${feedId}`,
  feedId,
  uniqueName: `channel${feedId}`,
  name: `Channel ${feedId}`,
  access: 'ORGANIZATION' as const,
  lastSeq,
  seenSeq: 0,
  unread: lastSeq,
  mentions: 1,
  muted: false,
  notify: 'ALL' as const,
});
const feedsOf = (userId: string, ...channels: ReturnType<typeof feed>[]): ShellFeeds => ({
  userId,
  channels,
  bots: [],
  chats: [],
});

/** What the page lists once this answer has come. */
async function listed(answer: ShellFeeds) {
  vi.stubGlobal('fetch', async () => Response.json(answer));
  const { channels } = await fetchShellFeeds();
  return channels.map(({ lastSeq, seenSeq, unread, mentions }) => [lastSeq, seenSeq, unread, mentions]);
}

beforeEach(() => {
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('document', { hasFocus: () => true });
});
afterEach(() => vi.unstubAllGlobals());

test('an answer that left before the server heard what was seen here counts none of it, for that person alone', async () => {
  const client = new QueryClient();
  client.setQueryData(shellKeys.feeds, feedsOf('ada', feed(1, 2), feed(2, 2)));
  noteSeen(client, 1, 3);
  expect(client.getQueryData<ShellFeeds>(shellKeys.feeds)?.channels).toMatchObject([
    { lastSeq: 3, seenSeq: 3, unread: 0, mentions: 0 },
    { lastSeq: 2, seenSeq: 0, unread: 2, mentions: 1 },
  ]);
  expect(await listed(feedsOf('ada', feed(1, 3), feed(2, 2)))).toEqual([
    [3, 3, 0, 0],
    [2, 0, 2, 1],
  ]);
  // What came since is counted.
  expect(await listed(feedsOf('ada', feed(1, 5)))).toEqual([[5, 3, 2, 1]]);
  expect(await listed(feedsOf('bob', feed(1, 3)))).toEqual([[3, 0, 3, 1]]);
});
