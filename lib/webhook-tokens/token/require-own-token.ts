import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/** @throws {AppError} `not_found` unless the token exists and is the user's. */
export async function requireOwnToken(user: SteppedUpUser, tokenId: string): Promise<void> {
  const own = await db().webhookToken.findUnique({
    where: { id: tokenId, userId: user.id },
    select: { id: true },
  });
  if (!own) throw notFound('token');
}
