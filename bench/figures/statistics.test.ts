import { expect, test } from 'vitest';
import { percentile, ratioOf, spreadOf } from './statistics';

test('a median of an even count lies between the middle two, whatever the order', () => {
  expect(spreadOf([4, 1, 3, 2])).toMatchObject({ median: 2.5, min: 1, max: 4 });
  expect(spreadOf([7, 5, 6])).toMatchObject({ median: 6, min: 5, max: 7 });
});

test('a percentile is one of the values', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1);
  expect(percentile(hundred, 0.99)).toBe(99);
  expect(percentile(hundred, 1)).toBe(100);
  expect(percentile([3], 0.99)).toBe(3);
  expect(percentile([], 0.5)).toBeNaN();
});

test('a ratio is taken round by round', () => {
  // The second round was slow for both: the ratio is that of all rounds.
  expect(ratioOf(spreadOf([10, 1, 12]), spreadOf([5, 0.5, 6]))).toMatchObject({ median: 2, min: 2, max: 2 });
});
