import { afterEach, expect, it, vi } from 'vitest';
import { createUser } from '@/prisma/factories/create-user';
import { db } from './prisma';

afterEach(() => {
  vi.useRealTimers();
});

it('a transaction that waits long between its statements is made as a whole, and nothing of it while it waits', async () => {
  const { id } = await createUser();
  const feedsOf = () => db().feedMember.count({ where: { userId: id } });
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  await db().$transaction(async (tx) => {
    const create = () =>
      tx.feed.create({
        data: { kind: 'CHANNEL', members: { create: { userId: id } } },
        select: { id: true },
      });
    await create();
    vi.advanceTimersByTime(60_000);
    await create();
    expect(await feedsOf()).toBe(0);
  });
  expect(await feedsOf()).toBe(2);
});
