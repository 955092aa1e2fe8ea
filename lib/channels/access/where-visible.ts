import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Prisma } from '@/lib/db/generated/client';

/** Channels that the user may see: open ones, and private ones that they belong to. */
export function visibleTo(user: SignedInUser): Prisma.ChannelWhereInput {
  return { OR: [{ access: 'ORGANIZATION' }, joinedBy(user)] };
}

/** Channels that the user belongs to. */
function joinedBy(user: SignedInUser): Prisma.ChannelWhereInput {
  return { feed: { members: { some: { userId: user.id } } } };
}

/** Whether the user manages a channel they can see: its creator and every administrator do. */
export function manages(user: SignedInUser, channel: { createdById: string }): boolean {
  return user.role === 'ADMINISTRATOR' || channel.createdById === user.id;
}
