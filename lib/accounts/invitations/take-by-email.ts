import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import type { Client } from '@/lib/http/client';
import { insertUser } from '../user/insert-user';
import { openInvitations, takeInvitation } from './open-invitations';

/**
 * Makes the account of a person whose e-mail address is proven and has an open invitation.
 * @returns null without one.
 */
export async function takeInvitationByEmail(
  person: { email: string; name: string; oidcIssuer: string; oidcSubject: string },
  client: Client,
): Promise<{ userId: string } | null> {
  return db().$transaction(async (tx) => {
    const open = await tx.invitation.findFirst({
      where: { email: person.email, ...openInvitations(await databaseNow(tx)) },
      orderBy: { createdAt: 'desc' },
      select: { id: true, role: true },
    });
    if (!open || !(await takeInvitation(tx, open.id))) return null;
    const { id: userId } = await insertUser(tx, { ...person, emailProven: true, role: open.role });
    await tx.invitation.update({
      where: { id: open.id },
      data: { acceptedById: userId },
      select: { id: true },
    });
    const actor = { id: userId, sourceAddress: client.sourceAddress };
    const detail = { email: person.email, role: open.role, by: person.oidcIssuer };
    await recordEvent(tx, actor, 'invitation.accept', open.id, detail);
    return { userId };
  });
}
