import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import type { ExtensionPage } from './dto';
import { visibleTo } from './extension-access';
import { pageSelect, toPage } from './extension-row';

/** @throws {AppError} `not_found` also for somebody else's extension before its first Publish. */
export async function getExtension(user: SignedInUser, number: bigint): Promise<ExtensionPage> {
  const row = await db().extension.findFirst({
    where: { AND: [{ number }, visibleTo(user)] },
    select: pageSelect(user),
  });
  if (!row) throw notFound('extension');
  return toPage(user, row);
}
