import { expect, test } from 'vitest';
import { deferred } from '@/lib/boot/process/deferred';
import { anAccount } from '@/test/support/people/account';
import { signInWithPassword } from '../sign-in-with-password';
import { inTurn } from './hash-turns';
import { hashPassword, verifyPassword } from './password';

/** Two hashes that are being made and 64 that wait, until `end` is called. */
function aFlood() {
  const gate = deferred<void>();
  const begun: number[] = [];
  const hashes = Array.from({ length: 66 }, (_, n) =>
    inTurn(async () => {
      begun.push(n);
      await gate.promise;
      if (n === 0) throw new Error('no hash');
      return n;
    }),
  );
  const settled = Promise.allSettled(hashes);
  const end = () => {
    gate.resolve();
    return settled;
  };
  return { begun, end };
}

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

test('a sign-in for which there was no turn is not a wrong guess', async () => {
  const password = 'correct horse battery';
  const { user, email } = await anAccount({ passwordHash: await hashPassword(password) });
  const signIn = () => signInWithPassword({ email, password }, { sourceAddress: '', userAgent: '' });
  // Makes the decoy, which comes before the turns.
  await verifyPassword(null, password);
  const { end } = aFlood();
  for (let n = 0; n < 30; n += 1) {
    await expect(signIn()).rejects.toMatchObject({ code: 'too_many_attempts', details: { retryAfterS: 5 } });
  }
  await end();
  expect(await signIn()).toMatchObject({ userId: user.id });
});
