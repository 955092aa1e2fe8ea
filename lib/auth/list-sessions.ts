import 'server-only';
import type { SessionRow } from '@/lib/accounts/dto';
import { db } from '@/lib/db/prisma';
import { isAhead } from '@/lib/instants';
import { deviceName } from '@/lib/second-factors/passkeys/device-name';
import type { SignedInUser } from './principals';
import { SESSION_DURATION_MS } from './session/policy';

/** The person's open sessions, this one first, then by last use. */
export async function listSessions(user: SignedInUser): Promise<SessionRow[]> {
  const sessions = await db().session.findMany({
    where: { userId: user.id, revokedAt: null, expiresAt: isAhead(user.at, SESSION_DURATION_MS) },
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
