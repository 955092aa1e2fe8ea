import 'server-only';
import { PrismaPg } from '@prisma/adapter-pg';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import pg from 'pg';
import { withDatabase } from './database-url';

/**
 * Prisma's adapter with two of its habits changed. It cuts scripts at every semicolon and runs the pieces one by
 * one, where a script sent whole is one transaction; and its shadow database is the real one when it was given a URL.
 */
export function migrationAdapter(databaseUrl: string): SqlMigrationAwareDriverAdapterFactory {
  return bindMigrationAwareSqlAdapterFactory({
    provider: 'postgres',
    adapterName: '@prisma/adapter-pg',
    connect: () => connect(databaseUrl),
    async connectToShadowDb() {
      const name = `postern_shadow_${process.pid}_${Date.now()}`;
      await runOnce(databaseUrl, `CREATE DATABASE ${name}`);
      return connect(withDatabase(databaseUrl, name), () => runOnce(databaseUrl, `DROP DATABASE ${name}`));
    },
  });
}

async function connect(url: string, afterwards?: () => Promise<void>) {
  const pool = new pg.Pool({ connectionString: url, max: 2 });
  const adapter = await new PrismaPg(pool).connect();
  adapter.executeScript = async (script) => {
    await pool.query(script);
  };
  adapter.dispose = async () => {
    await pool.end();
    await afterwards?.();
  };
  return adapter;
}

async function runOnce(databaseUrl: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}
