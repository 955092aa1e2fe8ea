import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { ExtensionDetails } from './schema';

/** Changes name and description. @throws {AppError} `not_found` unless the extension is the user's own. */
export async function updateExtension(
  user: SignedInUser,
  number: bigint,
  { name, description }: ExtensionDetails,
): Promise<void> {
  const updated = await db().extension.updateMany({
    where: { number, ownerId: user.id },
    data: { name, description },
  });
  if (updated.count === 0) throw notFound('extension');
}
