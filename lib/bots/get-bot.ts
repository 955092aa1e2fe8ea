import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { usableBy } from './bot-access';
import { pageSelect, toPage } from './bot-row';
import type { BotPage } from './dto';

/** @throws {AppError} `not_found` also for somebody else's personal bot. */
export async function getBot(user: SignedInUser, uniqueName: string): Promise<BotPage> {
  const row = await db().bot.findFirst({
    where: { AND: [{ uniqueName }, usableBy(user)] },
    select: pageSelect(user),
  });
  if (!row) throw notFound('bot');
  return toPage(user, row);
}
