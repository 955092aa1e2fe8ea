import { expect, test } from 'vitest';
import { partCode } from './part-code';

test('code that is asked for while it is on its way is fetched once', async () => {
  let fetches = 0;
  const code = partCode(async () => {
    fetches += 1;
    return 'dialog';
  });
  expect(code.now()).toBeNull();
  expect(await Promise.all([code.get(), code.get()])).toEqual(['dialog', 'dialog']);
  expect(await code.get()).toBe('dialog');
  expect(code.now()).toBe('dialog');
  expect(fetches).toBe(1);
});

test('after a failure code is fetched again when it is asked for', async () => {
  let isGone = true;
  const code = partCode(async () => {
    if (isGone) throw new Error('404');
    return 'dialog';
  });
  await expect(code.get()).rejects.toThrow('404');
  expect(code.now()).toBeNull();
  isGone = false;
  expect(await code.get()).toBe('dialog');
  expect(code.now()).toBe('dialog');
});
