import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { visibleTo } from './where-visible';

/**
 * The channel that a message names, by id or unique name.
 * @throws {AppError} `not_found` also for a private channel that the user does not belong to.
 */
export async function resolveChannel(user: SignedInUser, idOrName: string): Promise<{ uniqueName: string }> {
  const channel = await db().channel.findFirst({
    where: { AND: [{ OR: [{ id: idOrName }, { uniqueName: idOrName }] }, visibleTo(user)] },
    select: { uniqueName: true },
  });
  if (!channel) throw notFound('channel');
  return channel;
}
