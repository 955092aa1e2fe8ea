import 'server-only';
import type { SteppedUpUser } from '@/lib/auth/principals';
import { boundedRead, ReadGivenUp } from '@/lib/db/bounded-read';
import { db } from '@/lib/db/prisma';
import { AppError } from '@/lib/errors';
import { readRequestRecord } from '@/lib/webhooks/call/request-record';
import { listOmitted } from './calls/list-omitted';
import { nameTargets } from './calls/name-targets';
import { PAGE_SIZE, pageOfCalls, sinceOf } from './calls/page-of-calls';
import type { InvocationPage, InvocationRow } from './dto';
import type { InvocationFilters } from './schema';
import { requireOwnToken } from './token/require-own-token';

type Selected = Omit<
  InvocationRow,
  'receivedAt' | 'method' | 'sourceAddress' | 'userAgent' | 'targetName'
> & {
  receivedAt: Date;
  request: string;
};

export function toInvocationRow({ request, ...row }: Selected, targetName: string | null): InvocationRow {
  const { method, sourceAddress, headers } = readRequestRecord(request);
  return {
    ...row,
    targetName,
    receivedAt: row.receivedAt.toISOString(),
    method,
    sourceAddress,
    userAgent: headers['user-agent'] ?? '',
  };
}

/** The time limit of a filtered page: rare calls among millions are found only by reading all of them. */
const SEARCH_TIMEOUT_MS = 5_000;

type Patience = {
  /** Stops the search in the database when nobody waits for it any more. */
  signal: AbortSignal;
  timeoutMs?: number;
};

/**
 * A page of a token's calls, newest first, accepted and refused.
 * @throws {AppError} `not_found`; `search_too_slow` for filters that would have to read too many calls.
 */
export async function listInvocations(
  user: SteppedUpUser,
  tokenId: string,
  filters: InvocationFilters,
  patience: Patience,
): Promise<InvocationPage> {
  await requireOwnToken(user, tokenId);
  const { outcome, status, endpoint, target, search } = filters;
  // Without filters a page is read from the index alone.
  const isSearch = Boolean(outcome || status || endpoint || target || search);
  const rows = await (isSearch
    ? searchRows(tokenId, filters, patience)
    : pageOfCalls(db(), tokenId, filters));
  const nameOf = await nameTargets(user, rows);
  const page = rows.slice(0, PAGE_SIZE).map((row) => toInvocationRow(row, nameOf(row)));
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
    // A whole request id finds its call by the index.
    const named = search && UUID.test(search) ? await pageOfCalls(db(), tokenId, others, search) : [];
    if (named.length > 0) return named;
    return await boundedRead({ timeoutMs, signal }, (tx) => pageOfCalls(tx, tokenId, filters));
  } catch (error) {
    if (!(error instanceof ReadGivenUp)) throw error;
    throw new AppError(
      'search_too_slow',
      `Nothing was found in ${SEARCH_TIMEOUT_MS / 1_000} seconds, and there are more calls to look at. Choose a shorter time, or search for a call by its whole request id.`,
      { field: filters.within ? 'search' : 'within' },
    );
  }
}

/** A call's id is the X-Request-Id of its answer. */
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
