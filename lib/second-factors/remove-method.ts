import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import type { Transaction } from '@/lib/db/prisma';
import { AppError, notFound } from '@/lib/errors';
import { hasLastingMethod, methodsOf } from './methods';

/**
 * Removes a passkey.
 * @throws {AppError} `not_found` for somebody else's, `conflict` for the last method without `confirmLast`.
 */
export function removePasskey(user: SteppedUpUser, passkeyId: string, confirmLast: boolean): Promise<void> {
  return remove(user, confirmLast, async (tx) => {
    const { count } = await tx.passkey.deleteMany({ where: { id: passkeyId, userId: user.id } });
    if (count === 0) throw notFound('passkey');
    await recordEvent(tx, user, 'second_factor.remove_passkey', passkeyId);
  });
}

/**
 * Removes the authenticator app; its codes stop working.
 * @throws {AppError} `not_found` without one, `conflict` for the last method without `confirmLast`.
 */
export function removeTotp(user: SteppedUpUser, confirmLast: boolean): Promise<void> {
  return remove(user, confirmLast, async (tx) => {
    const { count } = await tx.totpSecret.deleteMany({ where: { userId: user.id } });
    if (count === 0) throw notFound('authenticator app');
    await recordEvent(tx, user, 'second_factor.remove_authenticator_app', user.id);
  });
}

async function remove(user: SteppedUpUser, confirmLast: boolean, take: (tx: Transaction) => Promise<void>) {
  // The second of two simultaneous removals sees what the first left.
  await actAs(
    user,
    async (tx) => {
      await take(tx);
      if (hasLastingMethod(await methodsOf(user.id, tx))) return;
      if (!confirmLast) {
        throw new AppError(
          'conflict',
          'This is your last method. Add another one first, or confirm its removal.',
        );
      }
      // Without a method they would be a second factor on paper.
      await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
    },
    { alone: true },
  );
}
