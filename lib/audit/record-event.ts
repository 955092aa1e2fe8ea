import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import { maskTokens } from '@/lib/redaction/mask-secrets';

/** Every audited action, as `noun.verb`. */
export type AuditAction =
  | `webhook_token.${'generate' | 'rename' | 'enable' | 'disable' | 'delete' | 'reveal' | 'test'}`
  | `extension.${'reveal_key' | 'test' | 'regenerate_key' | 'delete'}`
  | 'bot.delete'
  | `intake.${'set_understanding' | 'set_signature'}`
  | `channel.${'archive' | 'unarchive' | 'delete'}`
  | `member.${'deactivate' | 'reactivate' | 'change_role' | 'issue_reset_link'}`
  | `account.${'change_password' | 'reset_password' | 'change_name' | 'ask_for_link'}`
  | `second_factor.${'add_passkey' | 'remove_passkey' | 'add_authenticator_app' | 'remove_authenticator_app' | 'make_recovery_codes' | 'reset'}`;

/** Who acted: a person, or the machine's command line. */
type Actor = { readonly id: string; readonly sourceAddress: string };

/** The actor for commands run on Postern's machine. */
export const COMMAND_LINE: Actor = { id: 'command-line', sourceAddress: '' };

/**
 * Writes one row of the audit trail, inside the transaction of the change it describes. `detail` must hold no secret;
 * a token given as a name is masked.
 */
export async function recordEvent(
  tx: Transaction,
  user: Actor,
  action: AuditAction,
  subjectId: string,
  detail: Record<string, string> = {},
): Promise<void> {
  await tx.$executeRaw(eventSql(user, action, subjectId, detail, Prisma.sql`(select) source`));
}

/** SQL that writes the same row if `source` (a FROM item) has its one row; returns `subject_id`. */
export function eventSql(
  user: Actor,
  action: AuditAction,
  subjectId: string,
  detail: Record<string, string>,
  source: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    insert into audit_event (id, actor_id, action, subject_id, detail, source_address)
    select ${timeOrderedId()}::uuid, ${user.id}::text, ${action}::text, ${subjectId}::text,
      ${maskTokens(JSON.stringify(detail))}::jsonb, ${user.sourceAddress || null}::text
    from ${source}
    returning subject_id`;
}
