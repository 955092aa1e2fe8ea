import { expect, it } from 'vitest';
import { whileHeld } from '@/test/support/database/while-held';
import { world } from '@/test/support/handlers/store';
import { addTo, takeBack } from './store-rows';

it.each(['who counted first', 'who counted second'])(
  'of two refused calls that take their counts back at once, %s before the other, nothing stays',
  async (who) => {
    const { bot } = await world('return;');
    const place = { feedId: bot.feedId, inSandbox: false };
    const count = () => addTo(place, { key: 'seen', by: 1, ttlS: 3600 });
    const added = [await count(), await count()];
    expect(added).toEqual([
      { value: 1, created: true },
      { value: 2, created: false },
    ]);
    const takings = added.map(
      (one) => () => takeBack(place, [{ key: 'seen', by: 1, created: one!.created }]),
    );
    if (who === 'who counted second') takings.reverse();
    const entry = 'SELECT FROM handler_store_entry WHERE feed_id = $1 FOR NO KEY UPDATE';
    await whileHeld(entry, [bot.feedId], ...takings);
    expect(await count()).toMatchObject({ value: 1 });
  },
);

it('a key that a refused call made goes with it, unless another call has counted in it', async () => {
  const { bot, entries } = await world('return;');
  const place = { feedId: bot.feedId, inSandbox: false };
  const values = async () => (await entries()).map(({ key, value }) => [key, value]);
  for (const key of ['alone', 'shared']) await addTo(place, { key, by: 2.5, ttlS: null });
  await addTo(place, { key: 'shared', by: 1, ttlS: null });
  await takeBack(
    place,
    ['alone', 'shared'].map((key) => ({ key, by: 2.5, created: true })),
  );
  expect(await values()).toEqual([['shared', '1']]);
});
