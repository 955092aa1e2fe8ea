import 'server-only';
import pg from 'pg';
import { env } from '@/lib/env';
import { singleton } from '@/lib/singleton';

/** The process's connections to Postgres, shared by Prisma and the accept path. */
export function pool(): pg.Pool {
  return singleton('pool', () => {
    const connectionString = env().DATABASE_URL;
    if (!connectionString) throw new Error('DATABASE_URL is not set; start Postern with `npm start`.');
    const created = new pg.Pool({ connectionString, max: 20, connectionTimeoutMillis: 5_000 });
    // An idle connection that breaks is replaced by the pool; without a listener it would end the process.
    created.on('error', () => {});
    return created;
  });
}
