import { expect, it } from 'vitest';
import { decimalId, timeOrderedId } from './ids';

it('ids are UUIDv7: different, in the order they were made, with the time in front', () => {
  const before = Date.now();
  const ids = Array.from({ length: 20_000 }, () => timeOrderedId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids.slice(0, 100)) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(Number.parseInt(id.replace('-', '').slice(0, 12), 16) - before).toBeLessThan(60_000);
  }
});

it('decimal ids are of nineteen digits, different, in the order they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => decimalId());
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.toSorted()).toEqual(ids);
  for (const id of ids) expect(id).toMatch(/^[1-9]\d{18}$/);
});
