import 'server-only';
import { open } from '@/lib/crypto/secret-box';
import { db } from '@/lib/db/prisma';
import { presentStep, stepOfCode, totpContext } from './totp';
import { TOTP_WINDOW_STEPS } from './totp-policy';

/**
 * A stored step further ahead than the window and a minute was written by a wrong clock, and must not keep the owner
 * out.
 */
const STEPS_AHEAD = BigInt(TOTP_WINDOW_STEPS + 2);

/**
 * Uses up a code of the person's confirmed authenticator app. Every time step works once: the second of two parallel
 * requests with one code updates no row.
 * @returns false for a wrong code, a used one, and without an app.
 */
export async function takeTotpCode(userId: string, code: string, now: Date): Promise<boolean> {
  const sealed = await db().totpSecret.findFirst({
    where: { userId, confirmedAt: { not: null } },
    select: { ciphertext: true, keyVersion: true },
  });
  if (!sealed) return false;
  const step = stepOfCode(open(sealed.ciphertext, sealed.keyVersion, totpContext(userId)), code, now);
  if (step === null) return false;
  const impossible = presentStep(now) + STEPS_AHEAD;
  const { count } = await db().totpSecret.updateMany({
    where: {
      userId,
      confirmedAt: { not: null },
      OR: [{ lastUsedStep: { lt: step } }, { lastUsedStep: { gt: impossible } }],
    },
    data: { lastUsedStep: step },
  });
  return count === 1;
}
