import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { changeIntake } from '@/lib/intake/change-intake';
import { requireManagedTarget } from './require-managed-target';
import { AUTOMATIC, type Understanding } from './schema';

/**
 * Sets how calls to the incoming endpoint of a channel, bot or extension are understood, from the next one on. No
 * effect when nothing changes.
 * @throws {AppError} `not_found` unless the user manages it.
 */
export async function saveUnderstanding(
  user: SignedInUser,
  feedId: number,
  understanding: Understanding,
): Promise<void> {
  const { kind, id, name } = await requireManagedTarget(user, feedId);
  const isDefault = JSON.stringify(understanding) === JSON.stringify(AUTOMATIC);
  const stored = isDefault ? null : JSON.stringify(understanding);
  await actAs(user, async (tx) => {
    const before = await tx.intake.findUnique({ where: { feedId }, select: { understanding: true } });
    if ((before?.understanding ?? null) === stored) return;
    await recordEvent(tx, user, 'intake.set_understanding', id, { kind, name, as: understanding.as });
    await changeIntake(tx, feedId, () =>
      tx.intake.update({
        where: { feedId },
        data: { understanding: stored },
        select: { feedId: true },
      }),
    );
  });
}
