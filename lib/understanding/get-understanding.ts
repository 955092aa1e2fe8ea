import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { UnderstandingSettings } from './dto';
import { requireManagedTarget } from './require-managed-target';
import { readUnderstanding, type Understanding } from './schema';

/** @throws {AppError} `not_found` unless the user manages the channel, bot or extension with this feed. */
export async function getUnderstanding(user: SignedInUser, feedId: number): Promise<UnderstandingSettings> {
  const target = await requireManagedTarget(user, feedId);
  return { target, understanding: await understandingOf(feedId) };
}

/** How calls of the channel, bot or extension with this feed are understood now; for who manages it. */
export async function understandingOf(feedId: number): Promise<Understanding> {
  const intake = await db().intake.findUnique({ where: { feedId }, select: { understanding: true } });
  return readUnderstanding(intake?.understanding ?? null);
}
