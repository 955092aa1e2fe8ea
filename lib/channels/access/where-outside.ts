import 'server-only';
import type { Prisma } from '@/lib/db/generated/client';

/** People who may sign in and are not in the feed: those who can be added. */
export function outside(feed: Prisma.FeedMemberWhereInput): Prisma.UserWhereInput {
  return { deactivatedAt: null, memberships: { none: feed } };
}
