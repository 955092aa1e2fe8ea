import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { requireStanding } from '@/lib/auth/act-as';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { takeLock } from '@/lib/db/advisory-locks';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { revokeResetLinks, revokeWhatWasIssuedBy } from '@/lib/reset-links/revoke-reset-links';
import { changeTokens } from '@/lib/webhook-tokens/change-tokens';
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
    db().$transaction(async (tx) => {
      await takeLock(tx, 'memberStatus');
      await requireStanding(tx, administrator, { alone: true });
      const member = await tx.user.findUnique({ where: { id: userId }, select: { deactivatedAt: true } });
      if (!member) throw notFound('member');
      if ((member.deactivatedAt === null) === active) return;
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
      await changeTokens(tx, userId, Prisma.sql`owner_active = ${active}`);
    }),
  );
}
