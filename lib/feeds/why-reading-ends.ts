import 'server-only';
import type { SignedInUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { readerOf } from './require-feed-member';

/** `session`: signed out, revoked or renewed (a step-up does that). `membership`: left or removed. */
export type EndOfReading = 'session' | 'membership';

/** Whether somebody who was let in before may still read the feed. For streams, which outlive their first check. */
export async function whyReadingEnds(user: SignedInUser, feedId: number): Promise<EndOfReading | undefined> {
  const [session] = await db().$queryRaw<{ reads: boolean }[]>`
    select exists (${readerOf(feedId, user.id)}) as reads
    from session s join "user" u on u.id = s.user_id
    where s.id = ${user.session.id} and s.user_id = ${user.id} and s.revoked_at is null and s.expires_at > now()
      and u.deactivated_at is null`;
  if (!session) return 'session';
  return session.reads ? undefined : 'membership';
}
