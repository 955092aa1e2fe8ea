import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';

/** Ends the step-up of this session before its time. The session itself goes on. */
export async function lockNow(user: SignedInUser): Promise<void> {
  await db().session.updateMany({
    where: { id: user.session.id, userId: user.id },
    data: { stepUpVerifiedAt: null, stepUpMethod: null },
  });
}
