import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import type { InvocationPage, InvocationRow } from './dto';
import { requireOwnToken } from './require-own-token';
import type { InvocationFilters } from './schema';

const PAGE_SIZE = 50;

export const invocationRowSelect = {
  id: true,
  receivedAt: true,
  durationUs: true,
  method: true,
  endpoint: true,
  target: true,
  status: true,
  outcome: true,
  reason: true,
  sourceAddress: true,
  userAgent: true,
} as const;

type Selected = Omit<InvocationRow, 'receivedAt'> & { receivedAt: Date };

export function toInvocationRow(row: Selected): InvocationRow {
  return { ...row, receivedAt: row.receivedAt.toISOString() };
}

/**
 * A page of a token's calls, newest first, accepted and refused.
 * @throws {AppError} `not_found`.
 */
export async function listInvocations(
  user: SteppedUpUser,
  tokenId: string,
  filters: InvocationFilters,
): Promise<InvocationPage> {
  await requireOwnToken(user, tokenId);
  const rows = await db().invocation.findMany({
    where: { tokenId, userId: user.id, ...conditions(filters) },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
    select: invocationRowSelect,
  });
  const page = rows.slice(0, PAGE_SIZE).map(toInvocationRow);
  return { rows: page, nextBefore: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

function conditions({ before, outcome, endpoint, search }: InvocationFilters) {
  const searched = ['target', 'reason', 'sourceAddress', 'userAgent', 'requestId', 'outcome'];
  return {
    ...(before && { id: { lt: before } }),
    ...(outcome && { outcome: outcome === 'accepted' ? 'accepted' : { not: 'accepted' } }),
    ...(endpoint && { endpoint }),
    ...(search && {
      OR: searched.map((column) => ({ [column]: { contains: search, mode: 'insensitive' as const } })),
    }),
  };
}
