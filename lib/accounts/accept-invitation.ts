import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { databaseNow } from '@/lib/db/now';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import type { Client } from '@/lib/http/client';
import { invitationHash } from './invitations/code';
import { openInvitations, takeInvitation } from './invitations/open-invitations';
import type { AcceptedInvitation } from './schema';
import { insertUser } from './user/insert-user';
import { hashPassword } from './user/password';

/**
 * Makes the account of an invitation link's holder. The link works once, also when two use it at once.
 * @throws {AppError} `not_found` for a link that cannot be used, `invalid_input` for another e-mail address than the
 * link's, `conflict` when the address has an account or an invitation of its own.
 */
export async function acceptInvitation(
  input: AcceptedInvitation,
  client: Client,
): Promise<{ userId: string }> {
  const { code, name, email, password } = input;
  const invitation = await db().invitation.findFirst({
    where: { tokenHash: invitationHash(code), ...openInvitations(await databaseNow()) },
    select: { id: true, email: true, role: true },
  });
  if (!invitation) throw unusable();
  if (invitation.email && invitation.email !== email) {
    throw new AppError('invalid_input', `This invitation is for ${invitation.email}.`, { field: 'email' });
  }
  if (!invitation.email && (await hasOwnInvitation(email))) {
    throw new AppError('conflict', 'This address has an invitation of its own: join with its link.', {
      field: 'email',
    });
  }
  const passwordHash = await hashPassword(password);
  return db().$transaction(async (tx) => {
    if (!(await takeInvitation(tx, invitation.id))) throw unusable();
    const { id: userId } = await insertUser(tx, {
      email,
      name,
      role: invitation.role,
      passwordHash,
      // A link for anybody says nothing about whose address is typed.
      emailProven: invitation.email !== null,
    });
    await tx.invitation.update({
      where: { id: invitation.id },
      data: { acceptedById: userId },
      select: { id: true },
    });
    const actor = { id: userId, sourceAddress: client.sourceAddress };
    const detail = { email, role: invitation.role, by: 'password' };
    await recordEvent(tx, actor, 'invitation.accept', invitation.id, detail);
    return { userId };
  });
}

async function hasOwnInvitation(email: string): Promise<boolean> {
  const open = openInvitations(await databaseNow());
  return (await db().invitation.count({ where: { email, ...open } })) > 0;
}

function unusable() {
  return new AppError(
    'not_found',
    'This invitation was used, revoked or is older than seven days, or whoever made it may not invite any more. Ask for a new one.',
  );
}
