import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { env, provide } from '@/lib/env';

/** Whether the process that made a database has ended; until then it may have no connection to it for a moment. */
function isOver({ datname }: { datname: string }): boolean {
  try {
    return !process.kill(Number(datname.split('_')[2]), 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ESRCH';
  }
}

/**
 * Gives this test file a database of its own without any account. Call it before anything else uses the database. The
 * next run of the tests removes the databases of earlier runs.
 */
export async function anEmptyInstallation(): Promise<void> {
  const url = new URL(env().DATABASE_URL ?? '');
  const name = `postern_empty_${process.pid}_${randomBytes(4).toString('hex')}`;
  const client = new pg.Client({ connectionString: url.href });
  await client.connect();
  try {
    const { rows } = await client.query<{ datname: string }>(
      "select datname from pg_database where datname like 'postern\\_empty\\_%'",
    );
    for (const { datname } of rows.filter(isOver)) await client.query(`drop database if exists "${datname}"`);
    await client.query(`create database "${name}"`);
  } finally {
    await client.end();
  }
  url.pathname = `/${name}`;
  await migrate(url.href);
  provide('DATABASE_URL', url.href);
}
