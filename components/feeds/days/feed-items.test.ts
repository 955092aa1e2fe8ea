import { describe, expect, it } from 'vitest';
import type { FeedMessage } from '@/lib/feeds/dto';
import { feedMessage } from '@/test/support/feed-message';
import { dayLabel } from './day-label';
import { feedDays, lastOf } from './feed-items';

const message = (seq: number, sentAt: string, sender?: string) => feedMessage(seq, { sentAt, sender });
const draw = (
  messages: FeedMessage[],
  unreadAfter: number | null = null,
  timeZone = 'UTC',
  complete = true,
) =>
  feedDays(messages, { timeZone, unreadAfter, complete }).map(({ key, items }) => [
    key,
    ...items.map((item) =>
      item.kind === 'unread' ? 'NEW' : item.first ? `${item.message.seq}!` : `${item.message.seq}`,
    ),
  ]);

describe('days of a feed', () => {
  const night = [message(1, '2026-03-03T22:58:00Z'), message(2, '2026-03-03T23:01:00Z')];

  it('begin at midnight of the reader', () => {
    expect(draw(night)).toEqual([['2026-03-03', '1!', '2']]);
    expect(draw(night, null, 'Europe/Berlin')).toEqual([
      ['2026-03-03', '1!'],
      ['2026-03-04', '2!'],
    ]);
  });

  it('group messages of one sender within five minutes', () => {
    const messages = [
      message(1, '2026-03-03T10:00:00Z'),
      message(2, '2026-03-03T10:04:59Z'),
      message(3, '2026-03-03T10:09:59Z'),
      message(4, '2026-03-03T10:10:00Z', 'Grace'),
    ];
    expect(draw(messages)).toEqual([['2026-03-03', '1!', '2', '3!', '4!']]);
  });

  it('begin a new group after five minutes, also when the sender never paused', () => {
    const every2 = Array.from({ length: 6 }, (_, n) =>
      message(n + 1, `2026-03-03T10:0${n * 2 - (n === 5 ? 1 : 0)}:00Z`),
    );
    expect(draw(every2)).toEqual([['2026-03-03', '1!', '2', '3', '4!', '5', '6']]);
  });

  it('have the divider before the first unread message, unless older unread ones are not loaded', () => {
    expect(draw(night, 1)).toEqual([['2026-03-03', '1!', 'NEW', '2!']]);
    expect(draw(night, 0)).toEqual([['2026-03-03', 'NEW', '1!', '2']]);
    expect(draw(night, 0, 'UTC', false)).toEqual([['2026-03-03', '1!', '2']]);
    expect(draw(night, 2)).toEqual([['2026-03-03', '1!', '2']]);
  });

  it('never go back, also when two messages at midnight are stamped in the other order', () => {
    const midnight = [message(1, '2026-03-04T00:00:00.010Z'), message(2, '2026-03-03T23:59:59.990Z')];
    expect(draw(midnight)).toEqual([['2026-03-04', '1!', '2']]);
  });

  it('are named as people name them', () => {
    const now = new Date('2026-03-05T12:00:00Z');
    const label = (at: string) => dayLabel(new Date(at), now, 'UTC');
    expect(label('2026-03-05T00:00:00Z')).toBe('Today');
    expect(label('2026-03-04T23:59:59Z')).toBe('Yesterday');
    expect(label('2026-03-03T10:00:00Z')).toMatch(/^Tuesday,? 3 March$/);
    expect(label('2025-12-31T10:00:00Z')).toMatch(/31 December 2025$/);
  });
});

describe('the last items', () => {
  const messages = [
    message(1, '2026-03-03T10:00:00Z'),
    message(2, '2026-03-03T10:01:00Z'),
    message(3, '2026-03-04T10:00:00Z'),
    message(4, '2026-03-04T10:01:00Z'),
    message(5, '2026-03-04T10:02:00Z'),
  ];
  const days = feedDays(messages, { timeZone: 'UTC', unreadAfter: null, complete: true });
  const numbers = (count: number) =>
    lastOf(days, count).map(({ key, items }) => [
      key,
      ...items.map((item) => item.kind === 'message' && `${item.message.seq}${item.first ? '!' : ''}`),
    ]);

  it('stay in their days, and in the group that began before them', () => {
    expect(numbers(2)).toEqual([['2026-03-04', '4', '5']]);
    expect(numbers(3)).toEqual([['2026-03-04', '3!', '4', '5']]);
    expect(numbers(4)).toEqual([
      ['2026-03-03', '2'],
      ['2026-03-04', '3!', '4', '5'],
    ]);
  });

  it('are all where there are no more', () => {
    expect(lastOf(days, 50)).toEqual(days);
    expect(lastOf([], 50)).toEqual([]);
  });
});
