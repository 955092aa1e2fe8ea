import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { findChannel } from './access/find-channel';
import { enterFeed } from './rows/enter-feed';

/**
 * Joins an open channel; from then on the user's tokens may post there. No effect for a member.
 * @throws {AppError} `not_found` for a private channel, to which members add people.
 */
export async function joinChannel(user: SignedInUser, uniqueName: string): Promise<void> {
  const { id: subjectId, feedId, name, joined } = await findChannel(user, uniqueName);
  if (joined) return;
  const entry = { action: 'channel.join', subjectId, detail: { uniqueName, name } } as const;
  await enterFeed(user, { feedId, userId: user.id }, entry);
}
