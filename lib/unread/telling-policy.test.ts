import { describe, expect, it } from 'vitest';
import type { FeedMessage } from '@/lib/feeds/dto';
import { notifyAfter, shouldNotify } from './telling-policy';

const ada = { id: '10012', email: 'Ada@example.com' };
const message = (mentions: Record<string, string> = {}, personal = false) =>
  ({ mentions, personal }) as unknown as FeedMessage;
const plain = message();
const toAda = message({ '@ada@EXAMPLE.com': 'Ada' });
const toAll = message({ '@all': 'all' });
const toBob = message({ '@10013': 'Bob', '#all': 'all' });
const wish = (notify: 'OFF' | 'MENTIONS' | 'ALL', muted = false, isDirect = false) => ({
  notify,
  muted,
  isDirect,
});

describe('a person is notified', () => {
  it.each([
    ['of everything', wish('ALL'), [true, true, true, true, true]],
    [
      'of what mentions them, calls everybody, or is for them alone',
      wish('MENTIONS'),
      [false, true, true, false, true],
    ],
    ['of nothing', wish('OFF'), [false, false, false, false, false]],
    ['of everything in a direct chat', wish('MENTIONS', false, true), [true, true, true, true, true]],
    ['of mentions alone in a muted feed', wish('ALL', true), [false, true, true, false, false]],
    [
      'of mentions alone in a muted direct chat',
      wish('MENTIONS', true, true),
      [false, true, true, false, false],
    ],
    ['of nothing in a muted feed that is off', wish('OFF', true), [false, false, false, false, false]],
  ])('%s', (_, how, told) => {
    const messages = [plain, toAda, toAll, toBob, message({}, true)];
    expect(messages.map((one) => shouldNotify(one, how, ada))).toEqual(told);
  });
});

describe('notifications begin after', () => {
  const news = { notify: 'MENTIONS', muted: false, lastSeq: 9, calledAt: null } as const;
  it.each([
    ['nothing, when nothing calls the reader', news, 5, false, null],
    ['the message before the one that calls', { ...news, calledAt: 8 }, 5, false, 7],
    ['the message before one that calls, whose number is known', { ...news, calledAt: 9 }, 9, false, 8],
    ['the last known one, when all are wanted', { ...news, notify: 'ALL' as const }, 5, false, 5],
    ['the last known one, when the browser was away', news, 5, true, 5],
    ['nothing, when it is known already', { ...news, notify: 'ALL' as const }, 9, true, null],
    ['nothing, when it is off', { ...news, notify: 'OFF' as const, calledAt: 8 }, 5, true, null],
    [
      'what calls in a muted feed',
      { ...news, notify: 'ALL' as const, muted: true, calledAt: 8 },
      5,
      false,
      7,
    ],
  ])('%s', (_, one, known, wasAway, after) => {
    expect(notifyAfter(one, known, wasAway)).toBe(after);
  });
});
