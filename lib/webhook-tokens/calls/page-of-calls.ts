import 'server-only';
import type { Transaction } from '@/lib/db/prisma';
import { ANSWERED_WELL, FAILED_CODES } from '../policies/outcome-policy';
import type { InvocationFilters } from '../schema';
import { firstIdAfter } from './first-id-after';

export const PAGE_SIZE = 50;

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

/**
 * The matching calls of a token, newest first, one more than a page has. Calls that were not accepted are found by a
 * partial index (`invocation_not_accepted`), however rare they are, if the query repeats its condition.
 */
export function pageOfCalls(
  from: Pick<Transaction, 'invocation'>,
  tokenId: string,
  filters: InvocationFilters,
  id?: string,
) {
  return from.invocation.findMany({
    // Without the user's id, which the token implies: PostgreSQL takes two columns that always agree for a rare
    // match, and would sort all calls of the token (57 ms for 40,000) rather than read a page from the index.
    where: { AND: [{ tokenId, ...(id !== undefined && { id }) }, ...conditions(filters)] },
    orderBy: { id: 'desc' },
    take: PAGE_SIZE + 1,
    select: invocationRowSelect,
  });
}

const HOUR_MS = 3_600_000;
const withinMs = { '1h': HOUR_MS, '24h': 24 * HOUR_MS, '7d': 7 * 24 * HOUR_MS, '30d': 30 * 24 * HOUR_MS };

export const sinceOf = ({ within }: Pick<InvocationFilters, 'within'>) =>
  within && new Date(Date.now() - withinMs[within]);

const SEARCHED = ['target', 'reason', 'request', 'outcome'];

function conditions(filters: InvocationFilters) {
  const { before, outcome, status, endpoint, target, search } = filters;
  const start = sinceOf(filters);
  return [
    before ? { id: { lt: before } } : {},
    start ? { id: { gte: firstIdAfter(start) }, receivedAt: { gte: start } } : {},
    outcome ? outcomeCondition(outcome) : {},
    status ? statusCondition(status) : {},
    endpoint ? { endpoint } : {},
    target ? { target } : {},
    search
      ? {
          OR: SEARCHED.map((column) => ({ [column]: { contains: search, mode: 'insensitive' as const } })),
        }
      : {},
  ];
}

const notAccepted = { outcome: { notIn: [...ANSWERED_WELL] } };

function outcomeCondition(outcome: NonNullable<InvocationFilters['outcome']>) {
  if (outcome === 'refused') return { outcome: { notIn: [...ANSWERED_WELL, ...FAILED_CODES] } };
  if (outcome === 'failed') return { outcome: { in: [...FAILED_CODES] } };
  return { outcome };
}

/** Statuses from 300 on belong to calls that were not accepted, so the index applies. */
function statusCondition(status: string) {
  const first = Number(status[0]) * 100;
  const range = status.endsWith('xx') ? { gte: first, lt: first + 100 } : { equals: Number(status) };
  return { status: range, ...(first >= 300 && notAccepted) };
}
