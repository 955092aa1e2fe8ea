import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { enterFeed } from './enter-feed';
import { findChannel } from './find-channel';

/**
 * Joins an open channel; from then on the user's tokens may post there. A member stays one.
 * @throws {AppError} `not_found` for a private channel: one is added to those.
 */
export async function joinChannel(user: SignedInUser, uniqueName: string): Promise<void> {
  const channel = await findChannel(user, uniqueName);
  if (!channel.joined) await enterFeed(db(), channel.feedId, user.id);
}
