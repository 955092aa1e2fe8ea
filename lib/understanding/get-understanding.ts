import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { UnderstandingSettings } from './dto';
import { findUnderstanding } from './find-understanding';
import { requireManagedTarget } from './require-managed-target';

/** @throws {AppError} `not_found` unless the user manages the channel, bot or extension with this feed. */
export async function getUnderstanding(user: SignedInUser, feedId: number): Promise<UnderstandingSettings> {
  const target = await requireManagedTarget(user, feedId);
  return { target, understanding: await findUnderstanding(feedId) };
}
