import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { VersionCode } from '@/lib/handlers/dto';
import { managedBy } from '../bot-access';

/**
 * The code of one version of a bot's handler.
 * @throws {AppError} `not_found` for the version, and for a bot that the user may not change.
 */
export async function getBotVersion(
  user: SignedInUser,
  { uniqueName, version }: { uniqueName: string; version: number },
): Promise<VersionCode> {
  const found = await db().botVersion.findFirst({
    where: { version, bot: { AND: [{ uniqueName }, managedBy(user)] } },
    select: { code: true },
  });
  if (!found) throw notFound('version');
  return found;
}
