import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { boundedRead, ReadGivenUp } from '@/lib/db/bounded-read';
import { db, type Transaction } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { readRequestRecord } from '@/lib/webhooks/request-record';
import type { InvocationPage, InvocationRow } from './dto';
import { firstIdAfter } from './first-id-after';
import { listOmitted } from './list-omitted';
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

/** How long a filtered page may take: among millions of calls what is rare is found by looking at all of them. */
const SEARCH_TIMEOUT_MS = 5_000;

type Patience = {
  /** Stops a search in the database: nobody waits for it any more. */
  signal: AbortSignal;
  timeoutMs?: number;
};

/**
 * A page of a token's calls, newest first, accepted and refused.
 * @throws {AppError} `not_found`; `search_too_slow` for filters that would have to look at too many calls.
 */
export async function listInvocations(
  user: SteppedUpUser,
  tokenId: string,
  filters: InvocationFilters,
  patience: Patience,
): Promise<InvocationPage> {
  await requireOwnToken(user, tokenId);
  const { outcome, endpoint, search } = filters;
  // Without these a page is read from the index alone.
  const isSearch = outcome !== undefined || endpoint !== undefined || Boolean(search);
  const rows = await (isSearch ? searchRows(tokenId, filters, patience) : readRows(db(), tokenId, filters));
  const page = rows.slice(0, PAGE_SIZE).map(toInvocationRow);
  const nextBefore = rows.length > PAGE_SIZE ? (page.at(-1)?.id ?? null) : null;
  return {
    rows: page,
    omitted: await listOmitted(tokenId, filters, { nextBefore, since: sinceOf(filters) }),
    nextBefore,
  };
}

async function searchRows(
  tokenId: string,
  filters: InvocationFilters,
  { signal, timeoutMs = SEARCH_TIMEOUT_MS }: Patience,
) {
  try {
    const { search, ...others } = filters;
    // A whole request id names one call, however many there are.
    const named = search && UUID.test(search) ? await readRows(db(), tokenId, others, search) : [];
    if (named.length > 0) return named;
    return await boundedRead({ timeoutMs, signal }, (tx) => readRows(tx, tokenId, filters));
  } catch (error) {
    if (!(error instanceof ReadGivenUp)) throw error;
    throw new AppError(
      'search_too_slow',
      `Nothing was found in ${SEARCH_TIMEOUT_MS / 1_000} seconds, and there are more calls to look at. Choose a shorter time, or search for a call by its whole request id.`,
      { field: filters.within ? 'search' : 'within' },
    );
  }
}

function readRows(
  from: Pick<Transaction, 'invocation'>,
  tokenId: string,
  filters: InvocationFilters,
  id?: string,
) {
  return from.invocation.findMany({
    // Not the user's id, too: the token is theirs, and PostgreSQL takes two columns that always agree for a rare
    // match, so that it would sort all calls of the token (57 ms for 40,000) rather than read a page from the index.
    where: { AND: [{ tokenId, ...(id !== undefined && { id }) }, conditions(filters)] },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
    select: invocationRowSelect,
  });
}

/** The id of a call is the X-Request-Id of its answer. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

const HOUR_MS = 3_600_000;
const withinMs = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 7 * 24 * HOUR_MS, '30d': 30 * 24 * HOUR_MS };

const sinceOf = ({ within }: InvocationFilters) => within && new Date(Date.now() - withinMs[within]);

function conditions(filters: InvocationFilters) {
  const { before, outcome, endpoint, search } = filters;
  const searched = ['target', 'reason', 'request', 'outcome'];
  const start = sinceOf(filters);
  return {
    ...((before || start) && {
      id: { ...(before && { lt: before }), ...(start && { gte: firstIdAfter(start) }) },
    }),
    ...(start && { receivedAt: { gte: start } }),
    ...(outcome && { outcome: outcome === 'accepted' ? 'accepted' : { notIn: ['accepted', 'replayed'] } }),
    ...(endpoint && { endpoint }),
    ...(search && {
      OR: [...searched.map((column) => ({ [column]: { contains: search, mode: 'insensitive' as const } }))],
    }),
  };
}
