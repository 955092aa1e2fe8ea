import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { ChannelAccess } from '@/lib/db/generated/enums';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';
import { requireFeedMember } from '@/lib/feeds/access/require-feed-member';
import { readFeedAfter } from '@/lib/feeds/read-feed';
import { wireThreadChatId } from '@/lib/webhooks/endpoints/wire-ids';
import type { ThreadPage } from './dto';

/** @throws {AppError} `not_found` also for a thread whose conversation the user does not belong to. */
export async function getThread(user: SignedInUser, feedId: number): Promise<ThreadPage> {
  await requireFeedMember(user, feedId);
  const thread = await db().thread.findUnique({
    where: { feedId },
    select: {
      title: true,
      parentFeedId: true,
      parentSeq: true,
      parent: {
        select: {
          archivedAt: true,
          channel: { select: { name: true, uniqueName: true, access: true } },
          directChat: {
            select: { low: { select: { id: true, name: true } }, high: { select: { id: true, name: true } } },
          },
        },
      },
    },
  });
  if (!thread) throw notFound('thread');
  const { title, parentFeedId, parentSeq, parent } = thread;
  const [root] = await readFeedAfter(user, parentFeedId, Number(parentSeq) - 1, 1);
  return {
    feedId,
    chatId: wireThreadChatId(parentFeedId, feedId),
    title,
    root: root?.seq === Number(parentSeq) ? { ...root, thread: null } : null,
    parent: {
      feedId: parentFeedId,
      archived: parent.archivedAt !== null,
      ...placeOf(user, parentFeedId, parent),
    },
  };
}

type Person = { id: string; name: string };
type Parent = {
  channel: { name: string; uniqueName: string; access: ChannelAccess } | null;
  directChat: { low: Person; high: Person } | null;
};

function placeOf(user: SignedInUser, feedId: number, { channel, directChat }: Parent) {
  if (channel) return { name: channel.name, href: `/channels/${channel.uniqueName}`, access: channel.access };
  return { name: partnerName(user, directChat), href: `/chats/${feedId}`, access: null };
}

function partnerName(user: SignedInUser, chat: Parent['directChat']): string {
  if (!chat) return 'Conversation';
  return chat.low.id === user.id ? chat.high.name : chat.low.name;
}
