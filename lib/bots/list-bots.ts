import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import { usableBy } from './bot-access';
import { summarySelect, toSummary } from './bot-row';
import type { BotSummary } from './dto';

/** All bots that the user may use, by name. */
export async function listBots(user: SignedInUser): Promise<BotSummary[]> {
  const bots = await db().bot.findMany({
    where: usableBy(user),
    orderBy: { uniqueName: 'asc' },
    select: summarySelect(user),
  });
  return bots.map((bot) => toSummary(user, bot)).sort(byName);
}
