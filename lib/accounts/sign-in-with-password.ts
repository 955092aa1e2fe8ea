import 'server-only';
import type { ProvenUser } from '@/lib/auth/session/create-session';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { judgeAttempt } from './attempts/attempts';
import type { PasswordSignIn } from './schema';
import { verifyPassword } from './user/password';

/**
 * The person with this e-mail and password. An unknown e-mail, a wrong password and a deactivated account get the
 * same answer in the same time.
 * @throws {AppError} `sign_in_failed`, or `too_many_attempts` with `retryAfterS`.
 */
export async function signInWithPassword(input: PasswordSignIn, client: Client): Promise<ProvenUser> {
  const user = await db().user.findFirst({
    where: { email: input.email, deactivatedAt: null },
    select: { id: true, passwordHash: true },
  });
  const attempt = {
    kind: 'password',
    account: input.email,
    sourceAddress: client.sourceAddress,
    device: user && (client.deviceFor?.(user) ?? null),
    isUnknownAccount: user === null,
  } as const;
  return judgeAttempt(attempt, async () => {
    const right = await verifyPassword(user?.passwordHash, input.password);
    if (!user?.passwordHash || !right) {
      throw new AppError('sign_in_failed', 'The e-mail address and the password do not belong together.');
    }
    return { userId: user.id, proof: { passwordHash: user.passwordHash } };
  });
}
