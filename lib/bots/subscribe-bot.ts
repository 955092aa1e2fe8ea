import 'server-only';
import { PERMITTED } from '@/lib/auth/act-as';
import type { SignedInUser } from '@/lib/auth/principals';
import { enterFeed } from '@/lib/channels/rows/enter-feed';
import { Prisma } from '@/lib/db/generated/client';
import { notFound } from '@/lib/errors';
import { requireUsableBot } from './bot-access';

/**
 * Subscribes to a bot: its broadcasts reach the user from now on. No effect for a subscriber.
 * @throws {AppError} `not_found` also for somebody else's personal bot.
 */
export async function subscribeBot(user: SignedInUser, uniqueName: string): Promise<void> {
  const { id: subjectId, feedId, name } = await requireUsableBot(user, uniqueName);
  const entry = { action: 'bot.subscribe', subjectId, detail: { uniqueName, name } } as const;
  // The lock keeps a bot that is being made personal from getting subscribers meanwhile.
  const usable = Prisma.sql`
    select from bot where id = ${subjectId} and (access = 'ORGANIZATION' or created_by_id = ${user.id}) and ${PERMITTED}
    for share`;
  const { open } = await enterFeed(user, { feedId, userId: user.id }, entry, usable);
  if (!open) throw notFound('bot');
}
