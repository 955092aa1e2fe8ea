import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';

type TokenDeed = 'generate' | 'rename' | 'enable' | 'disable' | 'delete' | 'reveal';

/** Writes to the audit trail what `user` does to a token, inside the transaction of the deed. */
export async function recordTokenEvent(
  tx: Transaction,
  user: SteppedUpUser,
  deed: TokenDeed,
  tokenId: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: timeOrderedId(),
      actorId: user.id,
      action: `webhook_token.${deed}`,
      subjectId: tokenId,
      detail,
    },
    select: { id: true },
  });
}
