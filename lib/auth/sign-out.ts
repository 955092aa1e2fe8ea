import 'server-only';
import { db } from '@/lib/db/prisma';
import type { SignedInUser } from './principals';

/** Ends the request's session. The person's other sessions stay open. */
export async function signOut(user: SignedInUser): Promise<void> {
  await db().session.updateMany({
    where: { id: user.session.id, userId: user.id, revokedAt: null },
    data: { revokedAt: new Date(), stepUpVerifiedAt: null },
  });
}
