import { expect, it } from 'vitest';
import { wireStatusOf } from '@/lib/errors';
import { outcomeFilter, outcomeItems, outcomeValue } from './outcome-items';

const labels = (typed: string) => outcomeItems(typed, {}).map(({ label }) => label);

it('the outcome filter offers kinds and every status at once, and every error code to whoever types', () => {
  const offered = labels('');
  expect(offered).toEqual(
    expect.arrayContaining(['All outcomes', 'Accepted', 'Refused', 'Failed', 'Repeated']),
  );
  expect(offered).toEqual(expect.arrayContaining(['2xx', '4xx', '5xx', '204', '404', '503']));
  for (const [code, status] of Object.entries(wireStatusOf)) {
    expect(labels(code)).toContain(code);
    expect(labels(`${status}`)).toEqual(expect.arrayContaining([code, `${status}`]));
  }
});

it('what is chosen is what is shown as chosen', () => {
  for (const { value } of [...outcomeItems('', {}), ...outcomeItems('_', {})]) {
    const filter = outcomeFilter(value);
    expect(outcomeValue(filter)).toBe(value);
    expect(outcomeItems('', filter).some((item) => item.value === value)).toBe(true);
  }
});

it('an address that names a kind and a status shows both', () => {
  const filter = { outcome: 'failed', status: '422' } as const;
  expect(outcomeItems('', filter).find(({ value }) => value === outcomeValue(filter))?.label).toBe(
    'Failed, 422',
  );
});
