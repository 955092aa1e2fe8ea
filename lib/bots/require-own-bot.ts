import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { managedBy } from './bot-access';

/** @throws {AppError} `not_found` unless the user may change that bot. */
export async function requireOwnBot(user: SignedInUser, uniqueName: string) {
  const bot = await db().bot.findFirst({
    where: { AND: [{ uniqueName }, managedBy(user)] },
    select: {
      id: true,
      feedId: true,
      createdById: true,
      name: true,
      description: true,
      imageUrl: true,
      access: true,
    },
  });
  if (!bot) throw notFound('bot');
  return bot;
}
