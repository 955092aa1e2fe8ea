import 'server-only';
import { recordEvent } from '@/lib/audit/record-event';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import { forgetFailures } from '@/lib/handlers/failures/read-failures';
import { requireUsableCode } from '@/lib/handlers/require-usable-code';
import { requireOwnExtension } from './access/require-own-extension';

/**
 * Saves the code being edited; the sandbox URL runs it from now on, the marketplace URL only after Publish. Null
 * removes it, so that the default rendering applies.
 * @throws {AppError} `invalid_input` naming the line when the code cannot be loaded, `not_found`.
 */
export async function saveSandboxCode(
  user: SignedInUser,
  number: bigint,
  code: string | null,
): Promise<void> {
  const { feedId, name } = await requireOwnExtension(user, number);
  if (code !== null) await requireUsableCode(user, code);
  const where = { number, ownerId: user.id };
  await actAs(user, async (tx) => {
    const present = await tx.extension.findFirst({ where, select: { sandboxCode: true } });
    if (!present) throw notFound('extension');
    // Unchanged code keeps its failures.
    if (present.sandboxCode === code) return;
    const saved = await tx.extension.updateMany({ where, data: { sandboxCode: code } });
    if (saved.count === 0) throw notFound('extension');
    await forgetFailures(tx, feedId, 'sandbox');
    const detail = { name, code: code === null ? 'removed' : 'saved' };
    await recordEvent(tx, user, 'extension.save_code', String(number), detail);
  });
}
