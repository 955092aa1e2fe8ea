import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { Prisma } from '@/lib/db/generated/client';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/** Bots that the user may see and use: the organisation's, and their own personal ones. */
export function usableBy(user: SignedInUser): Prisma.BotWhereInput {
  return { OR: [{ access: 'ORGANIZATION' }, { createdById: user.id }] };
}

/** @throws {AppError} `not_found` also for somebody else's personal bot. */
export async function requireUsableBot(user: SignedInUser, uniqueName: string) {
  const bot = await db().bot.findFirst({
    where: { AND: [{ uniqueName }, usableBy(user)] },
    select: { id: true, feedId: true, name: true },
  });
  if (!bot) throw notFound('bot');
  return bot;
}

/** Bots that the user may change: their own, and for administrators those of the organisation. */
export function managedBy(user: SignedInUser): Prisma.BotWhereInput {
  return user.role === 'ADMINISTRATOR' ? usableBy(user) : { createdById: user.id };
}

/**
 * The rule of `managedBy` as SQL, about the row `b` of `bot`. Read with a lock it tells whether a bot has become personal since the
 * verb began.
 */
export function managedSql(user: SignedInUser): Prisma.Sql {
  const isOwn = Prisma.sql`b.created_by_id = ${user.id}`;
  return user.role === 'ADMINISTRATOR' ? Prisma.sql`(b.access = 'ORGANIZATION' or ${isOwn})` : isOwn;
}

/** The rule of `managedBy` for a bot that is already read. */
export function manages(user: SignedInUser, bot: { createdById: string; access: string }): boolean {
  return bot.createdById === user.id || (user.role === 'ADMINISTRATOR' && bot.access === 'ORGANIZATION');
}
