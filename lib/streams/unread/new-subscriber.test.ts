import { expect, it } from 'vitest';
import { onAccess } from '@/lib/live/notifications';
import { acceptWriter } from '@/lib/webhooks/accept/accept';
import { acceptPool } from '@/lib/webhooks/accept/pool';
import { aPerson } from '@/test/support/feed';
import { isAll, listen, of, one } from '@/test/support/unread-stream';
import { toBot } from '@/test/support/webhooks/targets';
import { aBot, anAcceptance, aToken } from '@/test/support/webhooks/world';

it('the first message of a bot is told at once to whoever becomes its subscriber by it, and so is the next', async () => {
  const [ada, bob] = [await aPerson(), await aPerson()];
  const { feedId, uniqueName } = await aBot(ada as never);
  const token = await aToken(bob as never);
  const writer = acceptWriter(acceptPool());
  const post = () =>
    writer.add(anAcceptance(token, { ...toBot(uniqueName), receivers: { kind: 'owner' } }), 100);
  // Whoever listens is told everything once this process is connected; from then on only what is announced.
  await new Promise<void>((resolve) => onAccess(bob.id, resolve));
  const his = await listen(bob);
  expect(one(await his.until(isAll), feedId)).toBeUndefined();
  await post();
  await his.until(of(feedId, { unread: 1 }));
  await post();
  await his.until(of(feedId, { unread: 2 }));
  his.leave();
});
