import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { visibleTo } from './where-visible';

/** @throws {AppError} `not_found` also for somebody else's extension before its first Publish. */
export async function requireVisibleExtension(user: SignedInUser, number: bigint) {
  const extension = await db().extension.findFirst({
    where: { AND: [{ number }, visibleTo(user)] },
    select: { feedId: true, name: true },
  });
  if (!extension) throw notFound('extension');
  return extension;
}
