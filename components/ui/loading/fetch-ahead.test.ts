import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { freshly } from '@/test/support/process/freshly';

/** The parts of a browser that the code uses: whether the page is loading, and idle callbacks. */
function browser({ saveData = false, effectiveType = '4g' } = {}) {
  const events = new EventEmitter();
  const idle: (() => void)[] = [];
  vi.stubGlobal('window', {
    addEventListener: (name: string, listener: () => void) => events.once(name, listener),
    requestIdleCallback: (then: () => void) => idle.push(then),
  });
  vi.stubGlobal('document', { readyState: 'loading' });
  vi.stubGlobal('navigator', { connection: { saveData, effectiveType } });
  return {
    loaded: () => events.emit('load'),
    later: (ms = 5_000) => vi.advanceTimersByTimeAsync(ms),
    async beIdle() {
      idle.shift()?.();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
}

async function freshFetchAhead() {
  const module = await freshly<typeof import('./fetch-ahead')>('components/ui/loading/fetch-ahead.ts');
  return module.fetchAhead;
}

beforeEach(() => vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('nothing is fetched ahead before the page is loaded and idle, then one after another, past what fails', async () => {
  const { loaded, later, beIdle } = browser();
  const fetchAhead = await freshFetchAhead();
  const fetched: string[] = [];
  const fetching = (name: string, error?: Error) => async () => {
    fetched.push(name);
    if (error) throw error;
  };
  fetchAhead(fetching('palette', new Error('404')));
  fetchAhead(fetching('dialog'));
  await later();
  expect(fetched).toEqual([]);
  loaded();
  await later();
  expect(fetched).toEqual([]);
  await beIdle();
  expect(fetched).toEqual(['palette']);
  await beIdle();
  expect(fetched).toEqual(['palette', 'dialog']);
  // The next page asks for more.
  vi.stubGlobal('document', { readyState: 'complete' });
  fetchAhead(fetching('menu'));
  await later();
  await beIdle();
  expect(fetched).toEqual(['palette', 'dialog', 'menu']);
});

test('code that asks for more code does not put off the rest, and what this page needs comes first', async () => {
  const { loaded, later, beIdle } = browser();
  const fetchAhead = await freshFetchAhead();
  const fetched: string[] = [];
  const fetching =
    (name: string, ...then: string[]) =>
    async () => {
      fetched.push(name);
      for (const one of then) fetchAhead(fetching(one));
    };
  fetchAhead(fetching('another page', 'a dialog of it'), { elsewhere: true });
  fetchAhead(fetching('palette', 'its icons'));
  loaded();
  await later(1_000);
  for (const _ of ['palette', 'its icons', 'another page', 'a dialog of it']) await beIdle();
  expect(fetched).toEqual(['palette', 'its icons', 'another page', 'a dialog of it']);
});

test('a page that comes while nothing is fetched has a second for itself', async () => {
  const { loaded, later, beIdle } = browser();
  const fetchAhead = await freshFetchAhead();
  const fetched: string[] = [];
  fetchAhead(async () => void fetched.push('palette'));
  loaded();
  await later(900);
  vi.stubGlobal('document', { readyState: 'complete' });
  fetchAhead(async () => void fetched.push('menu'));
  await later(999);
  await beIdle();
  expect(fetched).toEqual([]);
  await later(1);
  await beIdle();
  expect(fetched).toEqual(['palette']);
});

test.each([{ saveData: true }, { effectiveType: 'slow-2g' }])(
  'with %o nothing is fetched ahead',
  async (connection) => {
    const { loaded, later, beIdle } = browser(connection);
    const fetchAhead = await freshFetchAhead();
    const fetchIt = vi.fn(async () => {});
    fetchAhead(fetchIt);
    loaded();
    await later();
    await beIdle();
    expect(fetchIt).not.toHaveBeenCalled();
  },
);

test('on the server nothing is fetched ahead', async () => {
  const fetchAhead = await freshFetchAhead();
  const fetchIt = vi.fn(async () => {});
  fetchAhead(fetchIt);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(fetchIt).not.toHaveBeenCalled();
});
