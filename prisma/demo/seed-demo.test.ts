import { beforeAll, expect, test, vi } from 'vitest';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { createSecrets } from '@/lib/secrets';
import { clean } from '@/lib/storage/cleaners';
import { anEmptyInstallation } from '@/test/support/database/installation';
import { temporaryFolder } from '@/test/support/temporary-folder';
import { people } from './people';
import { seedDemo } from './seed-demo';

const DAY_MS = 24 * 60 * 60 * 1000;
beforeAll(async () => {
  vi.stubEnv('DATA_DIR', temporaryFolder('demo'));
  await anEmptyInstallation();
  createSecrets();
});

const rows = async () => [await db().user.count(), await db().extension.count(), await db().message.count()];

test('a demonstration that was interrupted is told of at every later start, until the database is emptied', async () => {
  await pool().query(`
    create function breaks() returns trigger language plpgsql as $$ begin raise 'interrupted'; end $$;
    create trigger breaks before insert on extension for each row execute function breaks()`);
  await expect(seedDemo()).rejects.toThrow('interrupted');
  await pool().query('drop trigger breaks on extension');
  const before = await rows();
  for (const _ of [1, 2]) {
    await expect(seedDemo()).rejects.toMatchObject({
      name: 'BootError',
      message: expect.stringMatching(/^The demonstration was interrupted while it was being made: delete /),
    });
  }
  expect(await rows()).toEqual(before);
  await pool().query(`
    alter table audit_event disable trigger user;
    truncate audit_event, "user", organization, feed cascade`);
});

test('a demonstration is found by later starts, also when its time in the audit trail is over', async () => {
  await seedDemo();
  const before = await rows();
  expect(before.every((n) => n > 0)).toBe(true);
  const retention = { invocationDays: 0, messageDays: 0, auditDays: 1 };
  await clean(pool(), retention, new Date(Date.now() + 2 * DAY_MS));
  expect(await db().auditEvent.count()).toBe(0);
  await seedDemo();
  expect(await rows()).toEqual(before);
});

test('an installation with data of its own is left alone', async () => {
  await db().user.update({
    where: { email: people.maya.email },
    data: { email: 'somebody@example.com' },
    select: { id: true },
  });
  const before = await rows();
  await expect(seedDemo()).rejects.toMatchObject({
    name: 'BootError',
    message: expect.stringMatching(/^This installation holds data of its own/),
  });
  expect(await rows()).toEqual(before);
});
