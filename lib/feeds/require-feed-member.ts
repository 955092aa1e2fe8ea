import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { notFound } from '@/lib/errors';

/** @throws {AppError} `not_found` unless the user is a member, subscriber or installer of the feed. */
export async function requireFeedMember(
  user: SignedInUser,
  feedId: number,
): Promise<{ lastReadSeq: bigint }> {
  const member = await db().feedMember.findUnique({
    where: { feedId_userId: { feedId, userId: user.id } },
    select: { lastReadSeq: true },
  });
  if (!member) throw notFound('feed');
  return member;
}
