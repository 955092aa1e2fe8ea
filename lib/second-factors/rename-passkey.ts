import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';

/** @throws {AppError} `not_found` for somebody else's. */
export async function renamePasskey(user: SteppedUpUser, passkeyId: string, name: string): Promise<void> {
  const where = { id: passkeyId, userId: user.id };
  const { count } = await actAs(user, (tx) => tx.passkey.updateMany({ where, data: { name } }));
  if (count === 0) throw notFound('passkey');
}
