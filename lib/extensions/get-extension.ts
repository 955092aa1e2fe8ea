import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { visibleTo } from './access/where-visible';
import type { ExtensionPage } from './dto';
import { pageSelect, toPage } from './rows/row';

/** @throws {AppError} `not_found` also for somebody else's extension before its first Publish. */
export async function getExtension(user: SignedInUser, number: bigint): Promise<ExtensionPage> {
  const row = await db().extension.findFirst({
    where: { AND: [{ number }, visibleTo(user)] },
    select: pageSelect(user),
  });
  if (!row) throw notFound('extension');
  return toPage(user, row);
}
