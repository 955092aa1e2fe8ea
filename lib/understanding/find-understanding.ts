import 'server-only';
import { db } from '@/lib/db/prisma';
import { readUnderstanding, type Understanding } from './schema';

/** How calls of the channel, bot or extension with this feed are understood now. */
export async function findUnderstanding(feedId: number): Promise<Understanding> {
  const intake = await db().intake.findUnique({ where: { feedId }, select: { understanding: true } });
  return readUnderstanding(intake?.understanding ?? null);
}
