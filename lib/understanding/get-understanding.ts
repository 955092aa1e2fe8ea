import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { UnderstandingSettings } from './dto';
import { requireManagedTarget } from './require-managed-target';
import { readUnderstanding } from './schema';

/** @throws {AppError} `not_found` unless the user manages the channel, bot or extension with this feed. */
export async function getUnderstanding(user: SignedInUser, feedId: number): Promise<UnderstandingSettings> {
  const target = await requireManagedTarget(user, feedId);
  const intake = await db().intake.findUnique({ where: { feedId }, select: { understanding: true } });
  return { target, understanding: readUnderstanding(intake?.understanding ?? null) };
}
