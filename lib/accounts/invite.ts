import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { Administrator, SteppedUpUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import { db } from '@/lib/db/prisma';
import { env } from '@/lib/env';
import { AppError } from '@/lib/errors';
import { invitationHash, newInvitationCode } from './invitations/code';
import { invitedAs } from './invitations/invited-as';
import { INVITATION_DURATION_MS } from './invitations/policy';
import type { NewInvitation } from './schema';

/**
 * Makes a link with which one person can join within seven days. It is returned here and never again.
 * @throws {AppError} `conflict` when the e-mail address has an account already.
 */
export async function invite(
  administrator: SteppedUpUser & Administrator,
  { email, role }: NewInvitation,
): Promise<{ url: string; expiresAt: string }> {
  if (email && (await db().user.count({ where: { email } })) > 0) {
    throw new AppError(
      'conflict',
      `${email} has an account already and can sign in; invite another address.`,
      { field: 'email' },
    );
  }
  const code = newInvitationCode();
  const expiresAt = new Date(administrator.at.getTime() + INVITATION_DURATION_MS);
  const data = {
    id: timeOrderedId(),
    tokenHash: invitationHash(code),
    email: email ?? null,
    role,
    invitedById: administrator.id,
    expiresAt,
  };
  await actAs(administrator, async (tx) => {
    await tx.invitation.create({ data, select: { id: true } });
    await recordEvent(tx, administrator, 'invitation.make', data.id, invitedAs(data));
  });
  return { url: `${env().publicUrl.origin}/join/${code}`, expiresAt: expiresAt.toISOString() };
}
