import { expect, test } from 'vitest';
import { aFlood } from '@/test/support/people/hash-flood';
import { inTurn } from './hash-turns';
import { hashPassword, verifyPassword } from './password';

test('two hashes are made at once, 64 wait in their order, and a failure ends its turn', async () => {
  const { begun, end } = aFlood();
  expect(begun).toEqual([0, 1]);
  const outcomes = await end();
  expect(outcomes.flatMap(({ status }, n) => (status === 'rejected' ? [n] : []))).toEqual([0]);
  expect(begun).toEqual(Array.from({ length: 66 }, (_, n) => n));
  expect(await inTurn(async () => 'again')).toBe('again');
});

test('a password that comes on top of a full queue is refused, whether it is to be kept or checked', async () => {
  const hash = await hashPassword('correct horse battery');
  await verifyPassword(hash, 'correct horse battery');
  const { end } = aFlood();
  const refused = { code: 'too_many_attempts', details: { retryAfterS: 5 } };
  await expect(hashPassword('correct horse battery')).rejects.toMatchObject(refused);
  await expect(verifyPassword(hash, 'correct horse battery')).rejects.toMatchObject(refused);
  await expect(verifyPassword(null, 'correct horse battery')).rejects.toMatchObject(refused);
  await end();
  expect(await verifyPassword(hash, 'correct horse battery')).toBe(true);
});
