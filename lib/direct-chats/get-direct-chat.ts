import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { wireChatId } from '@/lib/webhooks/endpoints/wire-ids';
import type { DirectChatPage } from './dto';

const person = { select: { id: true, name: true, email: true, deactivatedAt: true } };

/** @throws {AppError} `not_found` also for the chat of others. */
export async function getDirectChat(user: SignedInUser, feedId: number): Promise<DirectChatPage> {
  const chat = await db().directChat.findFirst({
    where: { feedId, OR: [{ lowId: user.id }, { highId: user.id }] },
    select: { low: person, high: person },
  });
  if (!chat) throw notFound('chat');
  const { deactivatedAt, ...partner } = chat.low.id === user.id ? chat.high : chat.low;
  return {
    feedId,
    chatId: wireChatId(feedId),
    partner: { ...partner, deactivated: deactivatedAt !== null },
    isOwn: partner.id === user.id,
  };
}
