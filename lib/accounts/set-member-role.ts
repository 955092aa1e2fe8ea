import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { revokeWhatWasIssuedBy } from '@/lib/reset-links/revoke-reset-links';
import { actOnMember, requireActive } from './user/act-on-member';
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
    actOnMember(administrator, userId, async (tx, member) => {
      if (member.role === role) return;
      requireActive(member);
      await tx.user.update({ where: { id: userId }, data: { role }, select: { id: true } });
      if (role === 'MEMBER') await revokeWhatWasIssuedBy(tx, userId, new Date());
      await recordEvent(tx, administrator, 'member.change_role', userId, { from: member.role, to: role });
    }),
  );
}
