import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import { AppError } from '@/lib/errors';
import { newRecoveryCode, recoveryCodeHash } from './codes/recovery-code-format';
import { hasLastingMethod, methodsOf } from './methods';

const RECOVERY_CODES = 10;

/**
 * Makes ten new recovery codes, the only time they can be read; all earlier ones stop working.
 * @throws {AppError} `conflict` without a method that they could help to get back to.
 */
export async function makeRecoveryCodes(user: SteppedUpUser): Promise<{ codes: string[] }> {
  const codes = Array.from({ length: RECOVERY_CODES }, newRecoveryCode);
  await actAs(
    user,
    async (tx) => {
      if (!hasLastingMethod(await methodsOf(user.id, tx))) {
        throw new AppError(
          'conflict',
          'Recovery codes stand in for a passkey or an authenticator app. Add one of these first.',
        );
      }
      await tx.recoveryCode.deleteMany({ where: { userId: user.id } });
      await tx.recoveryCode.createMany({
        data: codes.map((code) => ({
          id: timeOrderedId(),
          userId: user.id,
          codeHash: recoveryCodeHash(user.id, code),
        })),
      });
      await recordEvent(tx, user, 'second_factor.make_recovery_codes', user.id);
    },
    { alone: true },
  );
  return { codes };
}
