import 'server-only';
import { db } from '@/lib/db/prisma';
import { insertUser } from './insert-user';

/**
 * Makes the account of somebody whose e-mail address is proven and has an open invitation bound to it.
 * @returns null when there is none.
 */
export async function takeInvitationByEmail(person: {
  email: string;
  name: string;
  oidcIssuer: string;
  oidcSubject: string;
}): Promise<{ userId: string } | null> {
  const now = new Date();
  return db().$transaction(async (tx) => {
    const open = await tx.invitation.findFirst({
      where: { email: person.email, acceptedAt: null, revokedAt: null, expiresAt: { gt: now } },
      orderBy: { createdAt: 'desc' },
      select: { id: true, role: true },
    });
    if (!open) return null;
    const taken = await tx.invitation.updateMany({
      where: { id: open.id, acceptedAt: null, revokedAt: null },
      data: { acceptedAt: now },
    });
    if (taken.count === 0) return null;
    const { id: userId } = await insertUser(tx, { ...person, role: open.role });
    await tx.invitation.update({
      where: { id: open.id },
      data: { acceptedById: userId },
      select: { id: true },
    });
    return { userId };
  });
}
