import pg from 'pg';
import { inject } from 'vitest';
import { migrate } from '@/lib/boot/database/migrations/migrate';
import { withDatabase } from '@/lib/boot/database/url';

/** A migrated database for one test that would disturb the others. */
export async function ownDatabase(purpose: string) {
  const name = `${purpose}_test_${process.pid}_${Date.now()}`;
  const admin = new pg.Pool({ connectionString: inject('databaseUrl'), max: 1 });
  await admin.query(`create database ${name}`);
  const url = withDatabase(inject('databaseUrl'), name);
  await migrate(url);
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on('error', () => {});
  const drop = async () => {
    await pool.end();
    await admin.query(`drop database ${name} with (force)`);
    await admin.end();
  };
  return { url, pool, drop };
}
