import { expect, test } from 'vitest';
import { deferred } from '@/lib/boot/process/deferred';
import { inTurn } from './hash-turns';

test('two hashes are made at once, 64 wait in their order, and more are refused; a failure ends its turn', async () => {
  const gate = deferred<void>();
  const begun: number[] = [];
  const all = Array.from({ length: 70 }, (_, n) =>
    inTurn(async () => {
      begun.push(n);
      await gate.promise;
      if (n === 0) throw new Error('no hash');
      return n;
    }),
  );
  const settled = Promise.allSettled(all);
  await expect(all[66]).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterS: 5 } });
  expect(begun).toEqual([0, 1]);
  gate.resolve();
  const refused = (await settled).flatMap(({ status }, n) => (status === 'rejected' ? [n] : []));
  expect(refused).toEqual([0, 66, 67, 68, 69]);
  expect(begun).toEqual(Array.from({ length: 66 }, (_, n) => n));
  expect(await inTurn(async () => 'again')).toBe('again');
});
