import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { requireStanding } from '@/lib/auth/act-as';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { takeLock } from '@/lib/db/advisory-locks';
import { db } from '@/lib/db/prisma';
import { AppError, notFound } from '@/lib/errors';
import { revokeWhatWasIssuedBy } from '@/lib/reset-links/revoke-reset-links';
import { keepingAnAdministrator } from './user/keep-an-administrator';

/**
 * Makes a member an administrator or the reverse; their next request has the new role. No effect when they have it
 * already.
 * @throws {AppError} `not_found`; `conflict` for a deactivated member, and for the last active administrator.
 */
export async function setMemberRole(
  administrator: SteppedUpUser & Administrator,
  userId: string,
  role: 'ADMINISTRATOR' | 'MEMBER',
): Promise<void> {
  await keepingAnAdministrator(() =>
    db().$transaction(async (tx) => {
      await takeLock(tx, 'memberStatus');
      await requireStanding(tx, administrator, { alone: true });
      await tx.$queryRaw`select id from "user" where id = ${userId} for no key update`;
      const member = await tx.user.findUnique({
        where: { id: userId },
        select: { role: true, deactivatedAt: true },
      });
      if (!member) throw notFound('member');
      if (member.role === role) return;
      if (member.deactivatedAt) {
        throw new AppError('conflict', 'This member is deactivated. Reactivate them first.');
      }
      await tx.user.update({ where: { id: userId }, data: { role }, select: { id: true } });
      if (role === 'MEMBER') await revokeWhatWasIssuedBy(tx, userId, new Date());
      await recordEvent(tx, administrator, 'member.change_role', userId, { from: member.role, to: role });
    }),
  );
}
