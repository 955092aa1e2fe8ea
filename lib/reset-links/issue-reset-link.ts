import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { requireStanding } from '@/lib/auth/act-as';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { takeLock } from '@/lib/db/advisory-locks';
import { db } from '@/lib/db/prisma';
import { AppError, notFound } from '@/lib/errors';
import type { IssuedResetLink } from './dto';
import { insertResetLink } from './insert-reset-link';
import type { NewResetLink } from './schema';

/**
 * Makes a link that lets a member sign in again, once, within 24 hours. Earlier links of that member stop working.
 * @throws {AppError} `not_found`, or `conflict` for a deactivated member.
 */
export async function issueResetLink(
  administrator: SteppedUpUser & Administrator,
  userId: string,
  wanted: NewResetLink,
): Promise<IssuedResetLink> {
  return db().$transaction(async (tx) => {
    await takeLock(tx, 'memberStatus');
    await requireStanding(tx, administrator, { alone: true });
    await tx.$queryRaw`select id from "user" where id = ${userId} for no key update`;
    const member = await tx.user.findUnique({ where: { id: userId }, select: { deactivatedAt: true } });
    if (!member) throw notFound('member');
    if (member.deactivatedAt) {
      throw new AppError('conflict', 'This member is deactivated. Reactivate them first.');
    }
    const issuer = { origin: 'ADMINISTRATOR', issuedById: administrator.id } as const;
    const link = await insertResetLink(tx, userId, wanted, issuer);
    await recordEvent(tx, administrator, 'member.issue_reset_link', userId, {
      resets: resetsInWords(wanted),
      webhookTokens: wanted.webhookTokens,
    });
    return link;
  });
}

function resetsInWords({ password, secondFactors }: NewResetLink): string {
  return [password && 'password', secondFactors && 'second factors'].filter(Boolean).join(', ');
}
