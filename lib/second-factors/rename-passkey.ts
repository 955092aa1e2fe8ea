import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';

/** Renames a passkey. @throws {AppError} `not_found` for somebody else's. */
export async function renamePasskey(user: SteppedUpUser, passkeyId: string, name: string): Promise<void> {
  const where = { id: passkeyId, userId: user.id };
  await actAs(
    user,
    async (tx) => {
      const before = await tx.passkey.findUnique({ where, select: { name: true } });
      if (!before) throw notFound('passkey');
      if (before.name === name) return;
      await tx.passkey.update({ where, data: { name }, select: { id: true } });
      const detail = { from: before.name, to: name };
      await recordEvent(tx, user, 'second_factor.rename_passkey', passkeyId, detail);
    },
    { alone: true },
  );
}
