import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/** @throws {AppError} `not_found` for somebody else's. */
export async function renamePasskey(user: SteppedUpUser, passkeyId: string, name: string): Promise<void> {
  const { count } = await db().passkey.updateMany({
    where: { id: passkeyId, userId: user.id },
    data: { name },
  });
  if (count === 0) throw notFound('passkey');
}
