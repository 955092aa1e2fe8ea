import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { feedMessage } from '@/test/support/feed-message';
import { type NotifiedFeed, tellOf } from './tell';

const shown: string[] = [];
/** What was told of a feed is remembered, so each test has its own. */
let feedId = 0;
/** The newest message that the server has. */
let lastSeq = 0;

function stubBrowser() {
  vi.stubGlobal('window', { isSecureContext: true });
  vi.stubGlobal('navigator', { onLine: true });
  vi.stubGlobal('document', { hidden: false, hasFocus: () => false });
  vi.stubGlobal('localStorage', { getItem: () => null });
  vi.stubGlobal(
    'Notification',
    class {
      static permission = 'granted';
      constructor(_title: string, { tag }: { tag: string }) {
        shown.push(tag);
      }
    },
  );
  vi.stubGlobal('fetch', async (url: string) => {
    const after = Number(new URL(url, 'http://a').searchParams.get('after'));
    const messages = Array.from({ length: lastSeq - after }, (_, index) => feedMessage(after + index + 1));
    return Response.json({ messages, hasMore: false, lastReadSeq: 0 });
  });
}

beforeEach(() => {
  feedId++;
  shown.length = 0;
  vi.useFakeTimers();
  stubBrowser();
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const feed = (): NotifiedFeed => ({
  feedId,
  seenSeq: 0,
  notify: 'ALL',
  muted: false,
  name: '#Builds',
  href: '/channels/builds',
  isDirect: false,
  isBot: false,
});

/** Tells of four messages, which makes a pause, hears of a fifth in it, and ends it after `change`. */
async function tellAround(change: (feed: NotifiedFeed) => NotifiedFeed | undefined) {
  let listed: NotifiedFeed | undefined = feed();
  const options = { person: { id: '1', email: 'ada@example.com' }, open: () => {}, latest: () => listed };
  lastSeq = 4;
  await tellOf(feed(), 0, options);
  expect(shown).toEqual([`postern-${feedId}-4`]);
  lastSeq = 5;
  await tellOf(feed(), 4, options);
  listed = change(feed());
  await vi.runAllTimersAsync();
  return shown.slice(1);
}

test('after the pause that many messages make, the next is told', async () => {
  expect(await tellAround((feed) => feed)).toEqual([`postern-${feedId}-5`]);
});

test.each([
  ['has seen the message', (feed: NotifiedFeed) => ({ ...feed, seenSeq: 5 })],
  ['has muted the feed', (feed: NotifiedFeed) => ({ ...feed, muted: true })],
  ['wants to hear nothing more', (feed: NotifiedFeed) => ({ ...feed, notify: 'OFF' as const })],
  ['is no longer a member', () => undefined],
])('nothing is told after it when the reader %s meanwhile', async (_, change) => {
  expect(await tellAround(change)).toEqual([]);
});
