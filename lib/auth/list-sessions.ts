import 'server-only';
import type { SessionRow } from '@/lib/accounts/dto';
import { db } from '@/lib/db/prisma';
import { deviceName } from '@/lib/second-factors/device-name';
import type { SignedInUser } from './principals';

/** The person's open sessions, this one first, then by last use. */
export async function listSessions(user: SignedInUser): Promise<SessionRow[]> {
  const sessions = await db().session.findMany({
    where: { userId: user.id, revokedAt: null, expiresAt: { gt: new Date() } },
    orderBy: { lastSeenAt: 'desc' },
    select: { id: true, userAgent: true, sourceAddress: true, createdAt: true, lastSeenAt: true },
  });
  const rows = sessions.map(({ id, userAgent, sourceAddress, createdAt, lastSeenAt }) => ({
    id,
    device: deviceName(userAgent),
    sourceAddress,
    signedInAt: createdAt.toISOString(),
    lastSeenAt: lastSeenAt.toISOString(),
    current: id === user.session.id,
  }));
  return [...rows.filter((row) => row.current), ...rows.filter((row) => !row.current)];
}
