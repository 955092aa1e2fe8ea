import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { db } from '@/lib/db/prisma';
import { readRequestRecord } from '@/lib/webhooks/request-record';
import type { InvocationPage, InvocationRow } from './dto';
import { requireOwnToken } from './require-own-token';
import type { InvocationFilters } from './schema';

const PAGE_SIZE = 50;

export const invocationRowSelect = {
  id: true,
  receivedAt: true,
  durationUs: true,
  endpoint: true,
  target: true,
  status: true,
  outcome: true,
  reason: true,
  request: true,
} as const;

type Selected = Omit<InvocationRow, 'receivedAt' | 'method' | 'sourceAddress' | 'userAgent'> & {
  receivedAt: Date;
  request: string;
};

export function toInvocationRow({ request, ...row }: Selected): InvocationRow {
  const { method, sourceAddress, headers } = readRequestRecord(request);
  return {
    ...row,
    receivedAt: row.receivedAt.toISOString(),
    method,
    sourceAddress,
    userAgent: headers['user-agent'] ?? '',
  };
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
    // Not the user's id, too: the token is theirs, and PostgreSQL takes two columns that always agree for a rare
    // match, so that it would sort all calls of the token (57 ms for 40,000) rather than read a page from the index.
    where: { tokenId, ...conditions(filters) },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
    select: invocationRowSelect,
  });
  const page = rows.slice(0, PAGE_SIZE).map(toInvocationRow);
  return { rows: page, nextBefore: rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null };
}

/** The id of a call is the X-Request-Id of its answer. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

function conditions({ before, outcome, endpoint, search }: InvocationFilters) {
  const searched = ['target', 'reason', 'request', 'outcome'];
  return {
    ...(before && { id: { lt: before } }),
    ...(outcome && { outcome: outcome === 'accepted' ? 'accepted' : { notIn: ['accepted', 'replayed'] } }),
    ...(endpoint && { endpoint }),
    ...(search && {
      OR: [
        ...searched.map((column) => ({ [column]: { contains: search, mode: 'insensitive' as const } })),
        ...(UUID.test(search) ? [{ id: search }] : []),
      ],
    }),
  };
}
