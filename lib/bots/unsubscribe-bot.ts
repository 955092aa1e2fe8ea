import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { exitFeed } from '@/lib/channels/rows/exit-feed';
import { requireUsableBot } from './bot-access';

/**
 * Ends a subscription; broadcasts no longer reach the user, but a message to them alone subscribes them again. No
 * effect without a subscription.
 * @throws {AppError} `not_found` also for somebody else's personal bot.
 */
export async function unsubscribeBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const { id: subjectId, feedId, name } = await requireUsableBot(user, uniqueName);
  const entry = { action: 'bot.unsubscribe', subjectId, detail: { uniqueName, name } } as const;
  await exitFeed(user, { feedId, userId: user.id }, entry);
}
