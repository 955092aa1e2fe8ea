import pg from 'pg';
import { expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { anAccount, aPasskeyOf } from '@/test/support/people/account';
import { createSession, type Proof } from './create-session';

const client = { sourceAddress: '127.0.0.1', userAgent: 'test' };

/** A person with a password and a passkey, and one of their session rows. */
async function somebody() {
  const { user } = await anAccount({ passwordHash: 'old hash' });
  const id = await aPasskeyOf(user.id);
  const { credentialId } = await db().passkey.findUniqueOrThrow({
    where: { id },
    select: { credentialId: true },
  });
  return { id: user.id, credentialId };
}

const sessionsOf = (userId: string) => db().session.count({ where: { userId } });

/** Runs `change` under the person's lock while `createSession` waits behind it. */
async function behind(userId: string, change: string, value: string, proof: Proof) {
  const other = new pg.Client({ connectionString: env().DATABASE_URL });
  await other.connect();
  try {
    await other.query('BEGIN');
    await other.query('SELECT FROM "user" WHERE id = $1 FOR UPDATE', [userId]);
    const opened = createSession(userId, client, proof).then(
      () => 'opened',
      (error) => error.code,
    );
    const waits = `SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND $1 = ANY(pg_blocking_pids(pid))`;
    const { rows: me } = await other.query('SELECT pg_backend_pid() AS pid');
    await expect
      .poll(async () => (await db().$queryRawUnsafe<{ n: number }[]>(waits, me[0].pid))[0]?.n)
      .toBe(1);
    await other.query(change, [value]);
    await other.query('COMMIT');
    return await opened;
  } finally {
    await other.end();
  }
}

test.each([
  ['password', 'UPDATE "user" SET password_hash = \'new hash\' WHERE id = $1'],
  ['passkey', 'DELETE FROM passkey WHERE credential_id = $1'],
] as const)('a %s that was checked just before it was replaced opens no session', async (what, change) => {
  const { id, credentialId } = await somebody();
  const before = await sessionsOf(id);
  const isPassword = what === 'password';
  const proof = isPassword ? { passwordHash: 'old hash' } : { credentialId };
  expect(await behind(id, change, isPassword ? id : credentialId, proof)).toBe('sign_in_failed');
  expect(await sessionsOf(id)).toBe(before);
});

test('a proof that is still current opens a session', async () => {
  const { id, credentialId } = await somebody();
  const before = await sessionsOf(id);
  await createSession(id, client, { passwordHash: 'old hash' });
  await createSession(id, client, { credentialId });
  expect(await sessionsOf(id)).toBe(before + 2);
});
