import 'server-only';
import { randomUUID } from 'node:crypto';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import type { IssuedSession } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { judgeAttempt } from './attempts/attempts';
import { verifyPassword } from './user/password';

/**
 * Confirms the password in an open session, which then counts as begun now, under a new id; the caller must send its
 * cookie. Wrong guesses count like those at signing in.
 * @throws {AppError} `step_up_failed` for a wrong password or an account without one, `too_many_attempts` after
 * several.
 */
export async function confirmPassword(
  user: SignedInUser,
  password: string,
  client: Client,
): Promise<IssuedSession> {
  const account = await db().user.findUniqueOrThrow({
    where: { id: user.id },
    select: { id: true, passwordHash: true },
  });
  const attempt = {
    kind: 'password',
    account: user.email,
    sourceAddress: client.sourceAddress,
    device: client.deviceFor?.(account) ?? null,
  } as const;
  const passwordHash = await judgeAttempt(attempt, async () => {
    const isRight = await verifyPassword(account.passwordHash, password);
    if (!isRight || !account.passwordHash) throw wrong();
    return account.passwordHash;
  });
  return actAs(
    user,
    async (tx) => {
      // The password may have been replaced since it was read.
      const [renewed] = await tx.session.updateManyAndReturn({
        where: { id: user.session.id, userId: user.id, revokedAt: null, user: { passwordHash } },
        data: { id: randomUUID(), authenticatedAt: user.at },
        select: { id: true, expiresAt: true },
      });
      if (!renewed) throw wrong();
      return renewed;
    },
    { alone: true },
  );
}

function wrong() {
  return new AppError('step_up_failed', 'This is not your password. Enter it again.', { field: 'password' });
}
