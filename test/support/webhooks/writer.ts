import pg from 'pg';
import { afterAll } from 'vitest';
import { env } from '@/lib/env';
import { acceptWriter } from '@/lib/webhooks/accept';
import type { Acceptance } from '@/lib/webhooks/accept-columns';
import { standardProfile } from '@/lib/webhooks/rate-profile';
import { aChannel, aToken, aUser } from './world';

/** The short statements for plain posts (accept-sql-plain.ts). */
export const ONE = 'postern_accept_plain';
export const MANY = 'postern_accept_plain_many';

const pools: pg.Pool[] = [];
/** The statements that ran, in order. */
export const ran: string[] = [];

/** Of one writer: statements of other limits have the same names. */
function newConnections(): pg.Pool {
  const connections = new pg.Pool({ connectionString: env().DATABASE_URL, max: 2 });
  connections.on('connect', (client) => {
    const query = client.query.bind(client) as (statement: unknown) => Promise<unknown>;
    client.query = ((statement: { name?: string }) => {
      if (statement.name) ran.push(statement.name);
      return query(statement);
    }) as typeof client.query;
  });
  pools.push(connections);
  return connections;
}
afterAll(() => Promise.all(pools.map((pool) => pool.end())));

const PLENTY = standardProfile(10_000, 10_000);

/** Sends calls through a writer of its own; `ran` then has the statements of the last time. */
export function writerWith(profile = PLENTY) {
  const connections = newConnections();
  const writer = acceptWriter(connections, profile);
  return (...calls: Acceptance[]) => {
    ran.length = 0;
    return Promise.all(calls.map((call) => writer.add(call, 100)));
  };
}

/** Somebody with a token and a channel. */
export async function aPlace() {
  const user = await aUser();
  return { user, token: await aToken(user), channel: await aChannel(user) };
}
