import { describe, expect, it } from 'vitest';
import { type CallView, readCallView, searchOf } from './call-view';

const read = (search: string) => readCallView(new URLSearchParams(search));
const call = '0199a2b4-0000-7000-8000-00000000abcd';

describe('the address of a usage history', () => {
  it('says range, filters and the open call, and is read back as it was', () => {
    const view: CallView = {
      range: '7d',
      filters: {
        within: '30d',
        outcome: 'channel_not_exists',
        status: '4xx',
        endpoint: 'bot_incoming',
        search: 'a & b=c #1 ü',
      },
      call,
    };
    expect(read(searchOf(view))).toEqual(view);
  });

  it('is the bare path for what the page begins with', () => {
    expect(searchOf(read(''))).toBe('');
    expect(searchOf(read('?range=24h&search='))).toBe('');
  });

  it.each([
    'outcome=banana',
    'status=3xx',
    'status=40',
    'within=2h',
    'range=1y',
    'endpoint=__proto__',
    'nonsense=1',
  ])('is read without what means nothing: %s', (search) => {
    expect(read(`?${search}`)).toEqual(read(''));
  });
});
