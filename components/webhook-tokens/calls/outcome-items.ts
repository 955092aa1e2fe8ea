import type { ComboboxItem } from '@/components/ui/forms/combobox';
import { wireStatusOf } from '@/lib/errors';
import { wireErrorCodes } from '@/lib/webhook-tokens/policies/outcome-policy';
import type { CallFilters } from '../token-queries';

type OutcomeFilter = Pick<CallFilters, 'outcome' | 'status'>;

/** What a call can have become, and the hundreds of statuses. */
const kinds: ComboboxItem[] = [
  { value: 'all', label: 'All outcomes' },
  { value: 'accepted', label: 'Accepted' },
  { value: 'refused', label: 'Refused' },
  { value: 'failed', label: 'Failed' },
  { value: 'replayed', label: 'Repeated' },
  { value: 'test', label: 'Tests', hint: 'not counted' },
  { value: '2xx', label: '2xx', hint: 'success' },
  { value: '4xx', label: '4xx', hint: 'client errors' },
  { value: '5xx', label: '5xx', hint: 'server errors' },
];
const statuses: ComboboxItem[] = [...new Set([200, 204, ...Object.values(wireStatusOf)])]
  .sort((one, other) => one - other)
  .map((status) => ({ value: `${status}`, label: `${status}`, hint: 'status' }));
const codes: ComboboxItem[] = wireErrorCodes
  .map((code) => ({ value: code, label: code, hint: `${wireStatusOf[code]}` }))
  .sort((one, other) => one.label.localeCompare(other.label));

/** What can be chosen: kinds and statuses, and the error codes once something is typed. */
export function outcomeItems(typed: string, filter: OutcomeFilter): ComboboxItem[] {
  const text = typed.trim().toLowerCase();
  if (text) {
    return [...kinds, ...statuses, ...codes].filter(({ label, hint = '' }) =>
      `${label} ${hint}`.toLowerCase().includes(text),
    );
  }
  const value = outcomeValue(filter);
  const known = [...kinds, ...statuses].some((item) => item.value === value);
  return known ? [...kinds, ...statuses] : [{ value, label: labelOf(filter) }, ...kinds, ...statuses];
}

export function outcomeValue({ outcome, status }: OutcomeFilter): string {
  return outcome && status ? `${outcome} ${status}` : (outcome ?? status ?? 'all');
}

function labelOf({ outcome, status }: OutcomeFilter): string {
  const kind = kinds.find((item) => item.value === outcome)?.label ?? outcome;
  return [kind, status].filter(Boolean).join(', ');
}

/** The filter that one of the items stands for; each replaces the one before. */
export function outcomeFilter(value: string): OutcomeFilter {
  if (value === 'all') return { outcome: undefined, status: undefined };
  if (/^\d/.test(value)) return { outcome: undefined, status: value };
  return { outcome: value as OutcomeFilter['outcome'], status: undefined };
}
