import { expect, test } from 'vitest';
import { pool } from '@/lib/db/pool';
import { db } from '@/lib/db/prisma';
import { isAppError } from '@/lib/errors';
import { askAhead } from './ask-ahead';

const failureOf = (asking: Promise<unknown>) => askAhead(asking).catch((error: unknown) => error);

test('a value that the database cannot hold is no outage: nobody is told to send it again', async () => {
  expect(isAppError(await failureOf(pool().query('SELECT $1::text', ['a\0b'])))).toBe(false);
  expect(isAppError(await failureOf(db().user.findFirst({ where: { name: 'a\0b' } })))).toBe(false);
});

test('a database that does not answer is', async () => {
  const ended = Object.assign(new Error('the connection is gone'), { code: 'ECONNRESET' });
  expect(await failureOf(Promise.reject(ended))).toMatchObject({ code: 'temporarily_unavailable' });
});
