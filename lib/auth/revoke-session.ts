import 'server-only';
import { db, type Transaction } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { SignedInUser } from './principals';

/**
 * Ends one of the person's sessions; its next request is signed out.
 * @throws {AppError} `not_found` for somebody else's session, and for one that ended before.
 */
export async function revokeSession(user: SignedInUser, sessionId: string): Promise<void> {
  const { count } = await db().session.updateMany({
    where: { id: sessionId, userId: user.id, revokedAt: null },
    data: { revokedAt: new Date(), stepUpVerifiedAt: null },
  });
  if (count === 0) throw notFound('session');
}

/** Ends all of the person's sessions but this one. */
export async function revokeOtherSessions(user: SignedInUser, tx: Transaction = db()): Promise<void> {
  await tx.session.updateMany({
    where: { id: { not: user.session.id }, userId: user.id, revokedAt: null },
    data: { revokedAt: new Date(), stepUpVerifiedAt: null },
  });
}
