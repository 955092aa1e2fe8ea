import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { revokeOtherSessions } from '@/lib/auth/revoke-session';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { revokeResetLinks } from '@/lib/reset-links/revoke-reset-links';
import { hashPassword } from './password';

/**
 * Sets one's own password, or a first one. Other sessions end, this one stays; reset links for the password stop working.
 * The second factor that was just given stands for the old password, so that somebody who has forgotten it gets on.
 * @throws {AppError} `sign_in_required` when this session was ended meanwhile.
 */
export async function changePassword(user: SteppedUpUser, password: string, now = new Date()): Promise<void> {
  const passwordHash = await hashPassword(password);
  await db().$transaction(async (tx) => {
    await tx.$queryRaw`select id from "user" where id = ${user.id} for update`;
    // Who was signed out, or deactivated, while the password was hashed, changes nothing.
    const { count } = await tx.user.updateMany({
      where: {
        id: user.id,
        deactivatedAt: null,
        sessions: { some: { id: user.session.id, revokedAt: null, expiresAt: { gt: now } } },
      },
      data: { passwordHash },
    });
    if (count === 0) throw new AppError('sign_in_required', 'This session has ended. Sign in again.');
    await revokeOtherSessions(user, tx);
    await revokeResetLinks(tx, user.id, now, [{ resetsPassword: true }]);
    await recordEvent(tx, user, 'account.change_password', user.id);
  });
}
