import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { exitFeed } from '@/lib/channels/rows/exit-feed';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { visibleTo } from './access/where-visible';

/**
 * Uninstalls an extension; its messages no longer reach the user. No effect without an installation.
 * @throws {AppError} `not_found` also for somebody else's extension before its first Publish.
 */
export async function uninstallExtension(user: SignedInUser, number: bigint): Promise<void> {
  const extension = await db().extension.findFirst({
    where: { AND: [{ number }, visibleTo(user)] },
    select: { feedId: true, name: true },
  });
  if (!extension) throw notFound('extension');
  const { feedId, name } = extension;
  const entry = { action: 'extension.uninstall', subjectId: String(number), detail: { name } } as const;
  await exitFeed(user, { feedId, userId: user.id }, entry);
}
