import 'server-only';
import { randomUUID } from 'node:crypto';
import type { SignedInUser } from '@/lib/auth/principals';
import { SESSION_DURATION_MS } from '@/lib/auth/session/policy';
import type { Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { isAhead } from '@/lib/instants';
import type { StepUpMethod } from './dto';

/** A session that was just stepped up, under its new id. */
export type SteppedUpSession = { id: string; expiresAt: Date; stepUpVerifiedAt: Date };

/**
 * Opens the module for this session, after the second factor was verified. The session gets a new id, so that the old
 * one is worthless to a thief; the caller must send the new cookie.
 * @throws {AppError} `sign_in_required` when the session was ended meanwhile.
 */
export async function completeStepUp(
  tx: Transaction,
  user: SignedInUser,
  method: StepUpMethod,
  now = user.at,
): Promise<SteppedUpSession> {
  const renewed = await tx.session.updateManyAndReturn({
    where: {
      id: user.session.id,
      userId: user.id,
      revokedAt: null,
      expiresAt: isAhead(now, SESSION_DURATION_MS),
    },
    data: { id: randomUUID(), stepUpVerifiedAt: now, stepUpMethod: method },
    select: { id: true, expiresAt: true },
  });
  const session = renewed[0];
  if (!session) throw new AppError('sign_in_required', 'This session has ended. Sign in again.');
  return { ...session, stepUpVerifiedAt: now };
}
