import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import type { Prisma } from '@/lib/db/generated/client';

/** Of a feed: whether `user` is a member of it, and how many active people are. */
export function membershipSelect(user: SignedInUser) {
  return {
    members: { where: { userId: user.id }, select: { userId: true } },
    _count: { select: { members: { where: { user: { deactivatedAt: null } } } } },
  } satisfies Prisma.FeedSelect;
}
