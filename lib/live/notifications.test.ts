import { expect, it } from 'vitest';
import { feedEvents } from '@/lib/feeds/feed-events';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { closeNotifications, onFeed, onNotificationsClosed } from './notifications';

// Closing is final, hence one test in a file (and process) of its own.
it('tells of commits until it is closed, and then ends every stream', async () => {
  const ada = await aPerson();
  const feed = await aFeed(ada);
  const connected = new Promise<void>((resolve) => {
    const off = onFeed(feed, () => {
      off();
      resolve();
    });
  });
  await connected;
  const told = new Promise<void>((resolve) => {
    onFeed(feed, resolve);
  });
  await post(feed, ada);
  await told;

  const never = new AbortController().signal;
  const stream = await feedEvents(ada, feed, { after: 0, signal: never });
  const everything = new Response(stream).text();
  await closeNotifications();
  expect(await everything).toMatch(/^retry: /);
  let late = false;
  onNotificationsClosed(() => {
    late = true;
  });
  expect(late).toBe(true);
});
