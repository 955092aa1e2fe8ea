import { expect, test } from 'vitest';
import { counted } from './counted';

test('one thing is said in the singular, none and several in the plural', () => {
  expect([0, 1, 2, 1204].map((count) => counted(count, 'member'))).toEqual([
    '0 members',
    '1 member',
    '2 members',
    '1,204 members',
  ]);
  expect([1, 2].map((count) => counted(count, 'reply', 'replies'))).toEqual(['1 reply', '2 replies']);
});
