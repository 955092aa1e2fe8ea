import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { enterFeed } from '@/lib/channels/rows/enter-feed';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { visibleTo } from './access/where-visible';

/**
 * Installs an extension: messages to everybody from its published version reach the user from now on.
 * @throws {AppError} `not_found` also for somebody else's extension before its first Publish.
 */
export async function installExtension(user: SignedInUser, number: bigint): Promise<void> {
  const extension = await db().extension.findFirst({
    where: { AND: [{ number }, visibleTo(user)] },
    select: { feedId: true, name: true },
  });
  if (!extension) throw notFound('extension');
  const { feedId, name } = extension;
  const entry = { action: 'extension.install', subjectId: String(number), detail: { name } } as const;
  await enterFeed(user, { feedId, userId: user.id }, entry);
}
