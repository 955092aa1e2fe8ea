import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { VersionCode } from '@/lib/handlers/dto';

/**
 * The code of one published version, for the extension's owner.
 * @throws {AppError} `not_found`.
 */
export async function getExtensionVersion(
  user: SignedInUser,
  { number, version }: { number: bigint; version: number },
): Promise<VersionCode> {
  const found = await db().extensionVersion.findFirst({
    where: { extensionNumber: number, version, extension: { ownerId: user.id } },
    select: { code: true },
  });
  if (!found) throw notFound('version');
  return found;
}
