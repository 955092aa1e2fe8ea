import { PrismaPg } from '@prisma/adapter-pg';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { PrismaClient } from '@/lib/db/generated/client';
import { AppError } from '@/lib/errors';
import { freePort } from '@/test/support/programs/free-port';
import { problem } from './problem';

const failureOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail('it worked'),
    (error: unknown) => error,
  );

/** Ways in which a database can be away, each with a pool and a Prisma client on it. */
const ways: [string, () => Promise<pg.PoolConfig>, ((pool: pg.Pool) => Promise<unknown>)?][] = [
  ['does not listen', async () => ({ connectionString: `postgres://a:b@127.0.0.1:${await freePort()}/x` })],
  ['takes too long', async () => ({ connectionString: inject('databaseUrl'), query_timeout: 50 })],
  [
    'has no free connection for us',
    async () => ({ connectionString: inject('databaseUrl'), max: 1, connectionTimeoutMillis: 1_000 }),
    (pool) => pool.connect(),
  ],
];

it.each(ways)('a database that %s is 503 with a time to try again', async (_, config, before) => {
  const pool = new pg.Pool(await config());
  pool.on('error', () => {});
  const held = (await before?.(pool)) as pg.PoolClient | undefined;
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const failures = [
    await failureOf(prisma.$queryRaw`select pg_sleep(1)`),
    await failureOf(pool.query('select pg_sleep(1)')),
  ];
  for (const failure of failures) {
    const response = problem(failure);
    expect([response.status, String(failure)]).toEqual([503, String(failure)]);
    expect(response.headers.get('retry-after')).toBe('3');
    expect(await response.json()).toMatchObject({ code: 'temporarily_unavailable', status: 503 });
  }
  held?.release();
  await pool.end();
});

it('a session that PostgreSQL ends in the middle is 503', async () => {
  const pool = new pg.Pool({ connectionString: inject('databaseUrl') });
  pool.on('error', () => {});
  const failure = await failureOf(pool.query('select pg_terminate_backend(pg_backend_pid())'));
  expect(problem(failure).status).toBe(503);
  await pool.end();
});

it('what the database refuses for what was asked, and any other mistake, stays a bare 500', async () => {
  const pool = new pg.Pool({ connectionString: inject('databaseUrl') });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const mistakes = [
    await failureOf(pool.query('select nothing from nowhere')),
    await failureOf(prisma.$queryRaw`select 1 / 0`),
    new Error('a mistake'),
    'not even an error',
  ];
  for (const mistake of mistakes) expect(problem(mistake).status).toBe(500);
  expect(problem(new AppError('not_found', 'No such thing.')).status).toBe(404);
  await pool.end();
});
