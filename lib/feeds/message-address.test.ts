import { expect, it } from 'vitest';
import { wireMessageId } from '@/lib/webhooks/endpoints/wire-ids';
import { messageAsked, messageHref } from './message-address';

it('a message is asked for by its number or by the id its sender was given, in this feed alone', () => {
  expect(messageHref('/channels/builds', 12)).toBe('/channels/builds?message=12');
  expect(messageAsked('12', 7)).toBe(12);
  expect(messageAsked(wireMessageId(1_599_387_839_188, 7, 12), 7)).toBe(12);
  expect(messageAsked(wireMessageId(1_599_387_839_188, 8, 12), 7)).toBeNull();
  expect(messageAsked(undefined, 7)).toBeUndefined();
  for (const wrong of ['', '0', '-1', '1e3', '12.5', ' 12', '99999999999', 'x', '1_2', ['1', '2']]) {
    expect(messageAsked(wrong, 7)).toBeNull();
  }
});
