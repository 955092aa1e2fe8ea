import 'server-only';
import type { Administrator } from '@/lib/auth/principals';
import { byName } from '@/lib/by-name';
import { db } from '@/lib/db/prisma';
import type { MemberRow } from './dto';

/** All people by name, deactivated ones included. */
export async function listMembers(_administrator: Administrator): Promise<MemberRow[]> {
  const users = await db().user.findMany({
    orderBy: { id: 'asc' },
    select: {
      id: true,
      name: true,
      email: true,
      role: true,
      deactivatedAt: true,
      createdAt: true,
      sessions: { select: { lastSeenAt: true }, orderBy: { lastSeenAt: 'desc' }, take: 1 },
      _count: { select: { webhookTokens: true } },
    },
  });
  const rows = users.map(({ deactivatedAt, createdAt, sessions, _count, ...user }) => ({
    ...user,
    active: deactivatedAt === null,
    joinedAt: createdAt.toISOString(),
    lastSeenAt: sessions[0]?.lastSeenAt.toISOString() ?? null,
    webhookTokens: _count.webhookTokens,
  }));
  return rows.sort(byName);
}
