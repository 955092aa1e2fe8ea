import 'server-only';
import { Prisma } from '@/lib/db/generated/client';
import { timeOrderedId } from '@/lib/db/ids';
import type { Transaction } from '@/lib/db/prisma';
import { maskTokens } from '@/lib/redaction/mask-secrets';

/** Every audited action, as `noun.verb`. */
export type AuditAction =
  | `webhook_token.${'generate' | 'rename' | 'enable' | 'disable' | 'delete' | 'reveal' | 'test'}`
  | `extension.${'create' | 'change' | 'save_code' | 'publish' | 'roll_back' | 'install' | 'uninstall' | 'delete'}`
  | `extension.${'reveal_key' | 'test' | 'regenerate_key'}`
  | `bot.${'create' | 'change' | 'save_handler' | 'roll_back' | 'subscribe' | 'unsubscribe' | 'delete'}`
  | `intake.${'set_understanding' | 'set_signature'}`
  | `channel.${'create' | 'change' | 'archive' | 'unarchive' | 'delete'}`
  | `channel.${'join' | 'leave' | 'add_member' | 'remove_member'}`
  | `invitation.${'make' | 'revoke' | 'accept'}`
  | `member.${'deactivate' | 'reactivate' | 'change_role' | 'issue_reset_link'}`
  | `account.${'create_first' | 'link_identity' | 'change_password' | 'reset_password' | 'change_name' | 'ask_for_link'}`
  | `session.${'revoke' | 'revoke_others'}`
  | `second_factor.${'add_passkey' | 'rename_passkey' | 'remove_passkey' | 'make_recovery_codes' | 'reset'}`
  | `second_factor.${'add_authenticator_app' | 'remove_authenticator_app'}`;

/** Who acted: a person, or the machine's command line. */
export type Actor = { readonly id: string; readonly sourceAddress: string };

/** A value before and after a change. */
export type Change = { from: string | null; to: string | null };
type Detail = Readonly<Record<string, string | Change>>;

/** What a row says besides who acted. */
export type AuditEntry = { action: AuditAction; subjectId: string; detail: Detail };

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
  detail: Detail = {},
): Promise<void> {
  await tx.$executeRaw(eventSql(user, action, subjectId, detail, Prisma.sql`(select) source`));
}

/** SQL that writes the same row if `source` (a FROM item) has its one row; returns `subject_id`. */
export function eventSql(
  user: Actor,
  action: AuditAction,
  subjectId: string,
  detail: Detail,
  source: Prisma.Sql,
): Prisma.Sql {
  return Prisma.sql`
    insert into audit_event (id, actor_id, action, subject_id, detail, source_address)
    select ${timeOrderedId()}::uuid, ${user.id}::text, ${action}::text, ${subjectId}::text,
      ${maskTokens(JSON.stringify(detail))}::jsonb, ${user.sourceAddress || null}::text
    from ${source}
    returning subject_id`;
}
