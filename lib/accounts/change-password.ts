import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { endOtherSessions } from '@/lib/auth/revoke-session';
import { revokeResetLinks } from '@/lib/reset-links/revoke-reset-links';
import { forgetCodeAttempts } from './attempts/attempts';
import { hashPassword } from './user/password';

/**
 * Sets one's own password, or a first one. Other sessions end, this one stays; reset links for the password stop
 * working. The second factor just verified replaces the old password, so that somebody who has forgotten it can go
 * on.
 */
export async function changePassword(user: SteppedUpUser, password: string): Promise<void> {
  const passwordHash = await hashPassword(password);
  await actAs(
    user,
    async (tx) => {
      await tx.user.update({ where: { id: user.id }, data: { passwordHash }, select: { id: true } });
      await endOtherSessions(tx, user);
      await forgetCodeAttempts(tx, user.id);
      await revokeResetLinks(tx, user.id, new Date(), [{ resetsPassword: true }]);
      await recordEvent(tx, user, 'account.change_password', user.id);
    },
    { alone: true },
  );
}
