import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';

/** `session`: signed out, revoked or renewed (a step-up does that). `membership`: left or removed. */
export type EndOfReading = 'session' | 'membership';

/** Whether somebody who was let in before may still read the feed. For streams, which outlive their first check. */
export async function whyReadingEnds(user: SignedInUser, feedId: number): Promise<EndOfReading | undefined> {
  const session = await db().session.findFirst({
    where: {
      id: user.session.id,
      userId: user.id,
      revokedAt: null,
      expiresAt: { gt: new Date() },
      user: { deactivatedAt: null },
    },
    select: { user: { select: { memberships: { where: { feedId }, select: { feedId: true } } } } },
  });
  if (!session) return 'session';
  return session.user.memberships.length > 0 ? undefined : 'membership';
}
