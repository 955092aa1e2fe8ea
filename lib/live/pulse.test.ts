import { expect, it } from 'vitest';
import { db } from '@/lib/db/prisma';
import { aFeed, aPerson, post } from '@/test/support/feed';
import { aBot, aToken } from '@/test/support/webhooks/world';
import { keepPulse, watchFeed, watchHandler, watchToken } from './pulse';

const BEAT_MS = 10;

/** Resolves after this many beats that looked up the feed: a watcher that has no message is told at each. */
function beats(feedId: number, count: number): Promise<void> {
  return new Promise((resolve) => {
    let left = count;
    const end = watchFeed(feedId, {
      at: () => -1,
      onNews() {
        left--;
        if (left > 0) return;
        end();
        resolve();
      },
    });
  });
}

it('whoever watches is told once of each change that it does not have, and of nothing else', async () => {
  const stop = keepPulse(BEAT_MS);
  const ada = await aPerson();
  const [feedId, token] = [await aFeed(ada), await aToken(ada as never)];
  const { feedId: handler } = await aBot(ada as never, { handlerCode: 'function handler() {}' });
  const told = { feed: 0, token: 0, handler: 0 };
  let at = 0;
  const onNews = (name: keyof typeof told) => () => {
    told[name]++;
    if (name === 'feed') at = 1;
  };
  const endings = [
    watchFeed(feedId, { at: () => at, onNews: onNews('feed') }),
    watchToken(token.id, 'what it was before', onNews('token')),
    watchHandler(handler, 0, onNews('handler')),
  ];
  await beats(feedId, 3);
  expect(told).toEqual({ feed: 0, token: 1, handler: 0 });
  await post(feedId, ada);
  await db().webhookToken.update({ where: { id: token.id }, data: { invocations: 1 }, select: { id: true } });
  const failure = { environment: '', count: 2, reason: 'no', since: new Date(), lastAt: new Date() };
  await db().handlerFailure.create({ data: { ...failure, feedId: handler }, select: { feedId: true } });
  await beats(feedId, 3);
  expect(told).toEqual({ feed: 1, token: 2, handler: 1 });
  for (const end of endings) end();
  await post(feedId, ada);
  await beats(feedId, 3);
  expect(told).toEqual({ feed: 1, token: 2, handler: 1 });
  stop();
});
