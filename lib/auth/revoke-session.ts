import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { db, type Transaction } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { SignedInUser } from './principals';

/**
 * Ends one of the person's sessions; its next request is signed out.
 * @throws {AppError} `not_found` for somebody else's session, and for one that ended before.
 */
export async function revokeSession(user: SignedInUser, sessionId: string): Promise<void> {
  await db().$transaction(async (tx) => {
    const [ended] = await tx.session.updateManyAndReturn({
      where: { id: sessionId, userId: user.id, revokedAt: null },
      data: { revokedAt: new Date(), stepUpVerifiedAt: null },
      select: { userAgent: true, sourceAddress: true },
    });
    if (!ended) throw notFound('session');
    const { userAgent, sourceAddress } = ended;
    const detail = { userAgent: userAgent ?? '', sourceAddress: sourceAddress ?? '' };
    await recordEvent(tx, user, 'session.revoke', user.id, detail);
  });
}

/** Ends all of the person's sessions but this one. */
export async function revokeOtherSessions(user: SignedInUser): Promise<void> {
  await db().$transaction(async (tx) => {
    const ended = await endOtherSessions(tx, user);
    if (ended > 0) await recordEvent(tx, user, 'session.revoke_others', user.id, { sessions: String(ended) });
  });
}

/**
 * The same inside another verb's transaction, whose audit row stands for it.
 * @returns how many sessions ended.
 */
export async function endOtherSessions(tx: Transaction, user: SignedInUser): Promise<number> {
  const { count } = await tx.session.updateMany({
    where: { id: { not: user.session.id }, userId: user.id, revokedAt: null },
    data: { revokedAt: new Date(), stepUpVerifiedAt: null },
  });
  return count;
}
