import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { expect, test } from 'vitest';
import { deferred } from '@/lib/boot/process/deferred';
import { refreshInTurn } from './refresh-in-turn';

/** A list that somebody looks at, each fetch of which waits for `answer`. `isAborted`: a fetch ends when nobody looks any more. */
async function aList({ isAborted = true } = {}) {
  const client = new QueryClient();
  const asked: { signal?: AbortSignal; answer: (list: string) => void }[] = [];
  const observer = new QueryObserver<string>(client, {
    queryKey: ['calls'],
    queryFn: (context) => {
      const { promise, resolve } = deferred<string>();
      asked.push({ ...(isAborted && { signal: context.signal }), answer: resolve });
      return promise;
    },
  });
  const leave = observer.subscribe(() => {});
  const settled = () => new Promise((resolve) => setImmediate(resolve));
  const answer = async (n: number, list: string) => {
    asked[n]!.answer(list);
    await settled();
    await settled();
  };
  await answer(0, 'first');
  const refresh = refreshInTurn(client, { queryKey: ['calls'] });
  return { client, asked, answer, refresh, leave, shown: () => observer.getCurrentResult().data };
}

test('what was being fetched when news came is not cancelled, and is fetched once more', async () => {
  const { client, asked, answer, refresh, shown } = await aList();
  void client.refetchQueries({ queryKey: ['calls'] });
  void refresh();
  expect(asked).toHaveLength(2);
  await answer(1, 'before the news');
  expect(asked[1]!.signal?.aborted).toBe(false);
  expect(asked).toHaveLength(3);
  await answer(2, 'with the news');
  expect([shown(), asked.length]).toEqual(['with the news', 3]);
});

test('a fetch that goes on after its page was left is not waited for', async () => {
  const { client, asked, refresh, leave } = await aList({ isAborted: false });
  void client.refetchQueries({ queryKey: ['calls'] });
  leave();
  expect(client.isFetching()).toBe(1);
  await refresh();
  expect(asked).toHaveLength(2);
});

test('news that come during a refresh are fetched after it, however many, at once', async () => {
  const { asked, answer, refresh, shown } = await aList();
  void refresh();
  for (let n = 0; n < 3; n++) void refresh();
  expect(asked).toHaveLength(2);
  await answer(1, 'second');
  expect(asked).toHaveLength(3);
  await answer(2, 'third');
  expect([shown(), asked.length]).toEqual(['third', 3]);
  void refresh();
  expect(asked).toHaveLength(4);
});
