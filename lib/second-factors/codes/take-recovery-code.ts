import 'server-only';
import { db } from '@/lib/db/prisma';
import { recoveryCodeHash } from './recovery-code-format';

/** Uses up one of the person's recovery codes; the second of two parallel requests with one code gets false. */
export async function takeRecoveryCode(userId: string, code: string): Promise<boolean> {
  const { count } = await db().recoveryCode.updateMany({
    where: { userId, codeHash: recoveryCodeHash(userId, code), usedAt: null },
    data: { usedAt: new Date() },
  });
  return count === 1;
}
