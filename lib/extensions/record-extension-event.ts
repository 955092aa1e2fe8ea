import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';

type ExtensionDeed = 'reveal_key' | 'regenerate_key' | 'delete';

/** Writes to the audit trail what `user` does to an extension's keys, inside the transaction of the deed. */
export async function recordExtensionEvent(
  tx: Transaction,
  user: SignedInUser,
  deed: ExtensionDeed,
  number: bigint,
  detail: Record<string, string>,
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: timeOrderedId(),
      actorId: user.id,
      action: `extension.${deed}`,
      subjectId: String(number),
      detail,
    },
    select: { id: true },
  });
}
