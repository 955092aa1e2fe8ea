import type { ChartRange } from '@/lib/webhook-tokens/dto';
import { OUTCOME_FILTERS, STATUS_FILTER } from '@/lib/webhook-tokens/policies/outcome-policy';
import type { CallFilters } from '../token-queries';
import { endpointTexts } from './call-texts';

/** What a usage history shows; its address says all of it. */
export type CallView = {
  /** The range of the chart. */
  range: ChartRange;
  filters: CallFilters;
  /** The open call. */
  call: string | null;
};

const DEFAULT_RANGE: ChartRange = '24h';
const RANGES = ['1h', '24h', '7d', '30d'] as const;
const LONGEST_SEARCH = 200;

/** The view that an address names. Whatever means nothing in it is left out. */
export function readCallView(params: URLSearchParams): CallView {
  const oneOf = <T extends string>(name: string, values: readonly T[]) =>
    values.find((value) => value === params.get(name));
  const status = params.get('status') ?? '';
  return {
    range: oneOf('range', RANGES) ?? DEFAULT_RANGE,
    filters: {
      within: oneOf('within', RANGES),
      outcome: oneOf('outcome', OUTCOME_FILTERS),
      status: STATUS_FILTER.test(status) ? status : undefined,
      endpoint: oneOf('endpoint', Object.keys(endpointTexts)),
      search: params.get('search')?.slice(0, LONGEST_SEARCH) || undefined,
    },
    call: params.get('call')?.toLowerCase() || null,
  };
}

/** The other way round: `?outcome=failed&call=…`, or nothing for the view that a page begins with. */
export function searchOf({ range, filters, call }: CallView): string {
  const params = new URLSearchParams();
  if (range !== DEFAULT_RANGE) params.set('range', range);
  for (const name of ['within', 'outcome', 'status', 'endpoint', 'search'] as const) {
    if (filters[name]) params.set(name, filters[name]);
  }
  if (call) params.set('call', call);
  const search = params.toString();
  return search && `?${search}`;
}
