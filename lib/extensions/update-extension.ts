import 'server-only';
import { actAs } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { notFound } from '@/lib/errors';
import type { ExtensionDetails } from './schema';

/** Changes name and description. @throws {AppError} `not_found` unless the extension is the user's own. */
export async function updateExtension(
  user: SignedInUser,
  number: bigint,
  { name, description }: ExtensionDetails,
): Promise<void> {
  const where = { number, ownerId: user.id };
  const updated = await actAs(user, (tx) => tx.extension.updateMany({ where, data: { name, description } }));
  if (updated.count === 0) throw notFound('extension');
}
