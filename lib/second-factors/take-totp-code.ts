import 'server-only';
import { open } from '@/lib/crypto/secret-box';
import { db } from '@/lib/db/prisma';
import { stepOfCode, totpContext } from './totp';

/**
 * Uses up a code of the person's confirmed authenticator app. Every time step works once: of two parallel
 * requests with one code the second updates no row.
 * @returns false for a wrong code, a used one, and without an app.
 */
export async function takeTotpCode(userId: string, code: string, now = new Date()): Promise<boolean> {
  const sealed = await db().totpSecret.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { ciphertext: true, keyVersion: true },
  });
  if (!sealed) return false;
  const step = stepOfCode(open(sealed.ciphertext, sealed.keyVersion, totpContext(userId)), code, now);
  if (step === null) return false;
  const { count } = await db().totpSecret.updateMany({
    where: { userId, confirmedAt: { not: null }, lastUsedStep: { lt: step } },
    data: { lastUsedStep: step },
  });
  return count === 1;
}
