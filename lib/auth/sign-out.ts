import 'server-only';
import { db } from '@/lib/db/prisma';
import type { SignedInUser } from './principals';

/** Ends the session this request came with. Other sessions of the person stay open. */
export async function signOut(user: SignedInUser): Promise<void> {
  await db().session.updateMany({
    where: { id: user.session.id, userId: user.id, revokedAt: null },
    data: { revokedAt: new Date(), stepUpVerifiedAt: null },
  });
}
