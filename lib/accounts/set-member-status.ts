import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { revokeResetLinks, revokeWhatWasIssuedBy } from '@/lib/reset-links/revoke-reset-links';
import { changeAllTokens } from '@/lib/webhook-tokens/change-all-tokens';
import { actOnMember } from './user/act-on-member';
import { keepingAnAdministrator } from './user/keep-an-administrator';

/**
 * Deactivates a member: sessions end and webhook tokens are refused from this commit on. Or reactivates them: enabled
 * tokens work again, and the person has to sign in. No effect when nothing changes.
 * @throws {AppError} `not_found`, or `conflict` for the last active administrator.
 */
export async function setMemberStatus(
  administrator: SteppedUpUser & Administrator,
  userId: string,
  active: boolean,
): Promise<void> {
  const now = new Date();
  await keepingAnAdministrator(() =>
    actOnMember(administrator, userId, async (tx, member) => {
      if (member.active === active) return;
      await tx.user.update({
        where: { id: userId },
        data: { deactivatedAt: active ? null : now },
        select: { id: true },
      });
      if (!active) {
        await tx.session.updateMany({
          where: { userId, revokedAt: null },
          data: { revokedAt: now, stepUpVerifiedAt: null },
        });
        await revokeResetLinks(tx, userId, now);
        await revokeWhatWasIssuedBy(tx, userId, now);
      }
      await recordEvent(tx, administrator, `member.${active ? 'reactivate' : 'deactivate'}`, userId);
      await changeAllTokens(tx, userId, Prisma.sql`owner_active = ${active}`);
    }),
  );
}
