import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import { maskTokens } from '@/lib/redaction/mask-secrets';

/** What can be done, as `noun.verb`. */
export type AuditAction =
  | `webhook_token.${'generate' | 'rename' | 'enable' | 'disable' | 'delete' | 'reveal'}`
  | `extension.${'reveal_key' | 'regenerate_key' | 'delete'}`
  | 'bot.delete'
  | `member.${'deactivate' | 'reactivate'}`
  | `second_factor.${'add_passkey' | 'remove_passkey' | 'add_authenticator_app' | 'remove_authenticator_app' | 'make_recovery_codes'}`;

/**
 * Writes to the audit trail what `user` did, inside the transaction of the deed: either both are there or neither.
 * `detail` must hold no secret; a token that somebody gave as a name is masked.
 */
export async function recordEvent(
  tx: Transaction,
  user: SignedInUser,
  action: AuditAction,
  subjectId: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx.auditEvent.create({
    data: {
      id: timeOrderedId(),
      actorId: user.id,
      action,
      subjectId,
      detail: JSON.parse(maskTokens(JSON.stringify(detail))),
      sourceAddress: user.sourceAddress || null,
    },
    select: { id: true },
  });
}
