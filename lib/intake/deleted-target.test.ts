import { expect, test } from 'vitest';
import { db } from '@/lib/db/prisma';
import { saveUnderstanding } from '@/lib/understanding/save-understanding';
import { AUTOMATIC } from '@/lib/understanding/schema';
import { aChannel, aUser, select } from '@/test/support/webhooks/world';
import { setSignature } from './set-signature';

type User = Awaited<ReturnType<typeof aUser>>;

const changes: Record<string, (user: User, feedId: number) => Promise<void>> = {
  'set-signature': (user, feedId) =>
    setSignature(user, feedId, {
      scheme: 'github',
      mode: 'WARN',
      custom: null,
      keep: [],
      add: ['a secret of thirty characters!'],
    }),
  'save-understanding': (user, feedId) => saveUnderstanding(user, feedId, { ...AUTOMATIC, title: 'x' }),
};

test.each(Object.keys(changes))(
  '%s of a channel that is being deleted says that there is none',
  async (name) => {
    const user = await aUser();
    const { id, feedId } = await aChannel(user);
    let change: Promise<unknown> | undefined;
    await db().$transaction(async (tx) => {
      const [own] = await tx.$queryRaw<{ pid: number }[]>`
      with deleted as (delete from feed where id = ${feedId}) select pg_backend_pid() as pid`;
      // Sees the channel still, and waits for its row.
      change = changes[name]!(user, feedId).catch((error: unknown) => error);
      const waiting = () =>
        select('SELECT FROM pg_stat_activity WHERE $1::int = ANY (pg_blocking_pids(pid))', own?.pid);
      while ((await waiting()).length === 0) await new Promise(setImmediate);
    });
    expect(await change).toMatchObject({ code: 'not_found' });
    const where = { subjectId: id, action: { startsWith: 'intake' } };
    expect(await db().auditEvent.count({ where })).toBe(0);
  },
);
